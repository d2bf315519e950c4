import * as fc from 'fast-check';
import { GcpAccess } from '../../../lib';
import { resolveFederation } from '../../../lib/federation/federation';
import { credentialConfig } from '../../../lib/federation/installation/credential-config';
import { BEGIN_MARKER, DEFAULT_WINDOWS_CREDENTIAL_CONFIG_PATH as CONFIG, END_MARKER } from '../../../lib/federation/installation/installation';
import { InstallationFailureAction } from '../../../lib/federation/installation/installation-input';
import { windowsScript } from '../../../lib/federation/installation/windows-script';
import { nodes, Parse, powerShellParser, SyntaxNode } from '../../aws/powershell';

function script(overrides: object = {}, onFailure?: InstallationFailureAction): { text: string; config: string } {
  const federation = resolveFederation({
    gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333', roleName: 'gcs-reader', ...overrides,
  });
  const config = credentialConfig(federation, 'instance-metadata');
  return { config, text: windowsScript({ credentialConfigPath: CONFIG, credentialConfig: config, workloadProjectId: federation.workloadProjectId, onFailure }).join('\n') };
}

const { text, config } = script();

let parse: Parse | undefined;
beforeAll(async () => { parse = await powerShellParser(); });

const errors = (root: SyntaxNode) => nodes(root).filter(node => node.isError || node.isMissing).map(node => node.text);
const literals = (root: SyntaxNode, type: string) => nodes(root).filter(node => node.type === type).map(node => node.text);

describe('the commands', () => {
  test('are PowerShell', () => {
    if (!parse) return;
    expect(errors(parse(text))).toEqual([]);
  });

  test.each([
    ['an unclosed block', () => text.replace('} catch {', 'catch {')],
    ['a here-string that is not closed', () => text.replace("\n'@)", '\n')],
    ['an open quote', () => text.replace("'Stop'", "'Stop")],
  ])('would not be PowerShell with %s', (_, broken) => {
    expect(broken()).not.toBe(text);
    if (!parse) return;
    expect(errors(parse(broken()))).not.toEqual([]);
  });

  test('stand between markers on lines of their own, whatever tags CDK puts around', () => {
    const lines = `<powershell>${text}</powershell>`.split('\n');
    expect([lines[1], lines[lines.length - 2]]).toEqual([BEGIN_MARKER, END_MARKER]);
  });

  test('use nothing that Windows PowerShell 5.1 lacks', () => {
    expect(text).not.toMatch(/\?\?|\?\.|&&|\|\||\s\?\s|-AsHashtable|utf8NoBOM|::new\(|\bclean\s*\{/);
  });

  test('run in a scope of their own, catch all that they throw, and call no native command', () => {
    if (!parse) return;
    const [invocation, ...others] = nodes(parse(text)).find(node => node.type === 'statement_list')!.children;
    expect(invocation.text.startsWith('& {')).toBe(true);
    expect(others).toEqual([]);
    const commands = literals(parse(text), 'command_name');
    expect([...new Set(commands)].sort()).toEqual(['Find', 'ForEach-Object', 'New-Object', 'Protect', 'Remove-Item', 'Select-Object', 'Set-Acl', 'Set-StrictMode', 'Where-Object']);
  });
});

describe('what they write', () => {
  test('is the configuration byte for byte, in UTF-8 without a byte order mark, whatever the line ends of the script', () => {
    expect(text).toContain(`WriteAllText($temporary, (@'\n${config}\n'@).Replace("\`r", ''), (New-Object Text.UTF8Encoding $false))`);
    const [, hereString] = /@'\r?\n([^]*?)\r?\n'@/.exec(text.replace(/\n/g, '\r\n'))!;
    expect(hereString.replace(/\r/g, '')).toBe(config);
  });

  test('goes beside the place and is put there in one step', () => {
    expect(text.indexOf('WriteAllText($temporary')).toBeLessThan(text.indexOf('[IO.File]::Replace($temporary, $path, [NullString]::Value)'));
    expect(text).not.toMatch(/WriteAllText\(\$path|Set-Content|Out-File|[^>]>\s/);
  });

  test('is read by users and written by the system and administrators only, before and after it is in its place', () => {
    const [file] = new Set(text.match(/'O:BAG:BAD:P\(A;;[^']*'/g));
    expect(file).toBe("'O:BAG:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;BU)'");
    expect(text.split(`File ${file}`)).toHaveLength(3);
  });

  test('is seen by later commands and by every process that starts later, the credentials last', () => {
    expect(text).toContain('$variables = [ordered]@{ GOOGLE_CLOUD_PROJECT = \'my-gcp-project\'; CLOUDSDK_CORE_PROJECT = \'my-gcp-project\'; '
      + 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE = $path; GOOGLE_APPLICATION_CREDENTIALS = $path }');
    expect(text).toContain("[Environment]::SetEnvironmentVariable($name, $variables[$name], 'Machine')");
    expect(text).toContain('[Environment]::SetEnvironmentVariable($name, $variables[$name])');
  });
});

describe('a failure', () => {
  test('is in a file, in the event log, on the serial console and in the output, and none of these can fail the script', () => {
    expect(text).toContain("$failed = 'C:\\ProgramData\\cdk-gcp-failed.txt'");
    expect(text).toContain('[Console]::Error.WriteLine($message)');
    for (const told of ['[IO.File]::WriteAllText($failed, $message)', "[Diagnostics.EventLog]::WriteEntry('cdk-gcp', $message, 'Error')", '$console.WriteLine($message)']) {
      expect(text.split('\n').filter(line => line.includes(told))).toEqual([expect.stringMatching(/^ {2}try \{ .* \} catch \{ \}$/)]);
    }
  });

  test('lets later commands run, unless the boot is to fail', () => {
    expect(text).not.toMatch(/^ *exit/m);
    expect(script({}, InstallationFailureAction.FAIL_BOOT).text).toMatch(/catch \{ \}\n {2}exit 1\n\}\n\}\n# <<</);
  });
});

describe('quoting', () => {
  const hostile = fc.array(fc.constantFrom(...'ab \'"`$(){};&|<>@#%\\'), { maxLength: 20 }).map(chars => chars.join(''));

  test('keeps any path and project a literal', () => {
    const parser = parse;
    if (!parser) return;
    fc.assert(fc.property(hostile, hostile, (credentialConfigPath, workloadProjectId) => {
      const root = parser(windowsScript({ credentialConfigPath, credentialConfig: config, workloadProjectId }).join('\n'));
      expect(errors(root)).toEqual([]);
      const found = literals(root, 'verbatim_string_characters').map(literal => literal.slice(1, -1).replace(/''/g, "'"));
      expect(found).toEqual(expect.arrayContaining([credentialConfigPath, workloadProjectId]));
    }), { numRuns: 50 });
  });

  test('is not needed for any configuration that can be described', () => {
    const id = fc.stringMatching(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
    fc.assert(fc.property(id, fc.stringMatching(/^[A-Za-z0-9_+=,.@-]{1,64}$/), id, (gcpProjectId, roleName, serviceAccountId) => {
      const found = script({ gcpProjectId, roleName, access: GcpAccess.impersonation({ serviceAccountId }) });
      expect(found.config).not.toMatch(/^'@|[^\x20-\x7e\n]/m);
      expect(found.text).not.toContain('</powershell>');
    }), { numRuns: 50 });
  });
});

describe('size', () => {
  test('stays under 4 KB', () => expect(Buffer.byteLength(text)).toBeLessThan(4096));
  test('stays under 4.25 KB for the longest names', () => {
    const longest = script({
      gcpProjectId: 'p'.repeat(30),
      gcpProjectNumber: '9'.repeat(13),
      roleName: 'r'.repeat(64),
      poolId: 'p'.repeat(32),
      providerId: 'p'.repeat(32),
      access: GcpAccess.impersonation({ serviceAccountId: 's'.repeat(30), tokenLifetimeSeconds: 43200 }),
    });
    expect(Buffer.byteLength(longest.text)).toBeLessThan(4352);
  });
});
