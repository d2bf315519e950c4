import { paint, wantsColour } from '../../lib/reports/output';

test.each<[string, boolean, NodeJS.ProcessEnv, boolean]>([
  ['a terminal', true, {}, true],
  ['a pipe', false, {}, false],
  ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['a terminal with an empty NO_COLOR, which says nothing', true, { NO_COLOR: '' }, true],
  ['a terminal that cannot', true, { TERM: 'dumb' }, false],
  ['a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
  ['a pipe with FORCE_COLOR=0', false, { FORCE_COLOR: '0' }, false],
  ['a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
  ['a terminal with FORCE_COLOR=false', true, { FORCE_COLOR: 'false' }, false],
  ['a pipe with an empty FORCE_COLOR, which says nothing', false, { FORCE_COLOR: '' }, false],
  ['a terminal with both', true, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
])('%s', (_, isTerminal, environment, colours) => {
  expect(wantsColour(isTerminal, environment)).toBe(colours);
});

test('a text is the same under its colour', () => {
  expect(paint({ colour: true }, 'yellow', 'warning')).toBe('\u001b[33mwarning\u001b[0m');
  expect(paint({ colour: false }, 'yellow', 'warning')).toBe('warning');
});
