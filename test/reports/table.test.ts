import { renderTable, wrap } from '../../lib/reports/table';

const COLUMNS = [{ title: 'WHO' }, { title: 'WHY', wraps: true }, { title: 'MS', align: 'right' as const }];

test('aligns columns and wraps the one that may', () => {
  expect(renderTable(COLUMNS, [['alice', 'short', '5'], ['bob', 'a reason that is longer than the line', '123']], 40)).toBe([
    'WHO    WHY                            MS',
    '-----  ----------------------------  ---',
    'alice  short                           5',
    'bob    a reason that is longer than  123',
    '       the line',
  ].join('\n'));
});

test('decorates cells without moving the columns', () => {
  const plain = renderTable(COLUMNS, [['alice', 'short', '5']], 80);
  const coloured = renderTable(COLUMNS, [['alice', 'short', '5']], 80, cell => `\u001b[32m${cell}\u001b[0m`);
  expect(coloured.replaceAll('\u001b[32m', '').replaceAll('\u001b[0m', '')).toBe(plain);
});

test.each([
  ['one two three', 7, ['one two', 'three']],
  ['a-word-that-is-too-long x', 10, ['a-word-tha', 't-is-too-l', 'ong x']],
  ['projects/12/pools/my-pool', 15, ['projects/12/', 'pools/my-pool']],
  ['a/long-word-without-any', 10, ['a/long-wor', 'd-without-', 'any']],
  ['', 10, ['']],
])('wraps %j at %i', (text, size, lines) => {
  expect(wrap(text, size)).toEqual(lines);
});
