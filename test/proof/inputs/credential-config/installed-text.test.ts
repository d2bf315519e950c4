import { findCredentialConfigs } from '../../../../lib/proof/inputs/credential-config';
import { installedText } from '../../../../lib/proof/inputs/credential-config/installed-text';

const CONFIG = '{"type": "external_account", "audience": "a"}';

test.each([
  ['comments', `#!/bin/bash\n# cat > /etc/gcp.json <<X\n# ${CONFIG}\n# X\n`],
  ['a branch that never runs', `#!/bin/sh\nif false; then\n  echo '${CONFIG}' > /etc/gcp.json\nfi\n`],
  ['a nested branch that never runs', `if [ 1 = 0 ]; then\n  if true; then\n    echo '${CONFIG}'\n  fi\nfi`],
  ['the branch before else that never runs', `if false; then\n  echo '${CONFIG}'\nelse\n  echo none\nfi`],
  ['what follows an exit', `#!/bin/sh\necho done\nexit 0\necho '${CONFIG}' > /etc/gcp.json\n`],
  ['a heredoc that no command reads', `: <<'NOTE'\n${CONFIG}\nNOTE\n`],
  ['a block comment of PowerShell', `<powershell>\n<#\n${CONFIG}\n#>\n</powershell>`],
  ['a branch of PowerShell that never runs', `if ($false) {\n Set-Content gcp.json @{ a = '${CONFIG}' }\n}\n`],
  ['a branch of Python that never runs', `def handler():\n  if False:\n    write('${CONFIG}')\n  return 1\n`],
])('%s install nothing', (_, script) => {
  expect(findCredentialConfigs(script)).toEqual([]);
});

test.each([
  ['a heredoc of a command', `#!/bin/bash\ncat > /etc/gcp.json <<'EOT'\n${CONFIG}\nEOT\n`],
  ['the branch after else', `if false; then\n  echo none\nelse\n  echo '${CONFIG}'\nfi`],
  ['a branch that may run', `if [ -f /etc/x ]; then\n  echo '${CONFIG}'\nfi`],
  ['what follows an exit in a branch', `if [ -f /etc/x ]; then\n  exit 0\nfi\necho '${CONFIG}'`],
  ['what follows an exit in a function', `fail() {\nexit 1\n}\necho '${CONFIG}'`],
  ['what follows an exit in a script that is written', `cat > /x.sh <<E\nexit 0\nE\necho '${CONFIG}'`],
  ['an unfinished heredoc', `cat <<E\necho '${CONFIG}'`],
])('%s is installed', (_, script) => {
  expect(findCredentialConfigs(script)).toHaveLength(1);
});

test('texts of one line stay as they are', () => {
  expect(installedText('# not a script')).toBe('# not a script');
});
