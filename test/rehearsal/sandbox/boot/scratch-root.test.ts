import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { ScratchRoot } from '../../../../lib/rehearsal/sandbox/boot/scratch-root';

const root = new ScratchRoot();
afterAll(() => root.remove());

test.each([
  ['put /etc/environment', 'put ROOT/etc/environment'],
  ['e=/etc/environment s=/etc/systemd/system.conf', 'e=ROOT/etc/environment s=ROOT/etc/systemd/system.conf'],
  ["cat >'/opt/x/config.json'", "cat >'ROOT/opt/x/config.json'"],
  ['[ ! -d /run/systemd/system ]', '[ ! -d ROOT/run/systemd/system ]'],
  ['/usr/bin/env -i PATH=/usr/bin:/bin sh', '/usr/bin/env -i PATH=/usr/bin:/bin sh'],
  ['2>/dev/null </proc/self/environ', '2>/dev/null </proc/self/environ'],
  ['sed "s/=[^ ]*//g;s/ /|/g"', 'sed "s/=[^ ]*//g;s/ /|/g"'],
  ['"audience": "//iam.googleapis.com/projects/1"', '"audience": "//iam.googleapis.com/projects/1"'],
  ['"url": "http://169.254.169.254/latest/api/token"', '"url": "http://169.254.169.254/latest/api/token"'],
])('rewrites %s', (script, expected) => {
  expect(root.rewrite(script)).toBe(expected.replaceAll('ROOT', root.path));
});

test('is gone once removed', () => {
  const another = new ScratchRoot();
  expect(existsSync(another.home)).toBe(true);
  another.remove();
  expect(existsSync(another.path)).toBe(false);
});

test('fails, and leaves nothing, when shells would read the name of the temporary folder', () => {
  const parent = `${root.path}/with space`;
  mkdirSync(parent);
  expect(() => new ScratchRoot(parent)).toThrow(/has a character that shells read: set TMPDIR/);
  expect(readdirSync(parent)).toEqual([]);
});
