import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { runCommandLine } from '../../lib/cli/run-command-line';
import { CheckReport } from '../../lib/proof';
import { Output } from '../../lib/reports/output';
import { temporaryFolder } from '../proof/temporary-folder';

const CORPUS = join(__dirname, '../fixtures/corpus');

async function check(name: string, args: string[] = [], more: Partial<Output> = {}) {
  return command(['--aws', `${CORPUS}/${name}/template.json`, '--gcp', `${CORPUS}/${name}/main.tf.json`, ...args], more);
}

async function command(args: string[], more: Partial<Output> = {}) {
  let written = '';
  let errors = '';
  const code = await runCommandLine(['check', ...args], {
    write: text => { written += text; }, writeError: text => { errors += text; }, colour: false, ...more,
  });
  return { code, written, errors };
}

const folder = temporaryFolder();
afterAll(folder.remove);

test('outputs that fit: each step, the others that were tried, the limits of the verdict, and exit code 0', async () => {
  const { code, written, errors } = await check('fits-heredoc-and-default-mapping');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(written).toMatch(/^admitted {2}Acme\/AppServer \(ec2-instance\)$/m);
  expect(written).toMatch(/^ {2}ok +attribute condition +admits arn:aws:sts::210987654321:assumed-role\/data-sync\//m);
  expect(written).toContain('holds    roles/storage.objectViewer on bucket acme-exports');
  expect(written).toMatch(/^Proven for every caller: only the intended ones reach the Google identity\.$/m);
  expect(written).toContain('The two sides match (1 of 1 workload admitted');
  expect(written).toContain('Not judged:\n  - organization policies');
  expect(written).not.toContain('\u001b');
});

test('outputs that do not fit: both elements, what Google would answer, the fix, and exit code 1', async () => {
  const { code, written } = await check('member-role-name');
  expect(code).toBe(1);
  expect(written).toMatch(/^rejected {2}Acme\/AppServer/m);
  expect(written).toMatch(/^ {2}- +lifetime/m);
  expect(written).toContain('error  a member holds the bare name of a role where the attribute is a whole ARN [member-role-name]');
  expect(written).toMatch(/^ {2}AWS {6}Acme\/AppServer \(AppServer, .*template\.json\)$/m);
  expect(written).toMatch(/^ {2}Google {3}google_service_account_iam_member\.wif \(.*main\.tf\.json\)$/m);
  expect(written).toContain("answer   403 PERMISSION_DENIED: Permission 'iam.serviceAccounts.getAccessToken' denied on resource");
  expect(written.replaceAll(/\s+/g, '')).toContain('fixgranttoprincipalSet://iam.googleapis.com/projects/481516234200/locations/global/workloadIdentityPools/aws-pool/attribute.aws_role/arn:aws:sts::210987654321:assumed-role/data-sync');
  expect(written).toContain('The two sides do not match (0 of 1 workload admitted, 1 rejected');
});

test('names everyone who gets in', async () => {
  const { code, written } = await check('whole-pool');
  expect(code).toBe(1);
  expect(written).toMatch(/^admitted +all callers of AWS account 210987654321 +service account/m);
});

test('names them line by line where a table would leave no room for what they reach', async () => {
  const { written } = await check('second-account-collides', [], { columns: 100 });
  expect(written).toMatch(/reach it, or may\.\nadmitted {2}IAM users [^\n]*\n(?: {10}[^\n]+\n)* {10}reaches service account /);
  expect(Math.max(...written.split('\n').slice(0, -10).map(line => line.length))).toBeLessThanOrEqual(105);
});

test('--accept-depends', async () => {
  expect((await check('impersonation-until')).code).toBe(1);
  expect((await check('impersonation-until', ['--accept-depends'])).code).toBe(0);
  expect((await check('member-role-name', ['--accept-depends'])).code).toBe(1);
});

test('--json gives the report', async () => {
  const { code, written } = await check('fits-direct-access', ['--json']);
  const report = JSON.parse(written) as CheckReport;
  expect(code).toBe(0);
  expect(report).toMatchObject({ matches: true, workloads: [{ verdict: 'admitted', actsAs: expect.stringMatching(/^principal:\/\//), roles: [{ role: 'roles/storage.objectViewer' }] }] });
});

test('--sarif gives one result for each finding, beside the table', async () => {
  const file = join(folder.path, 'findings.sarif');
  const { written } = await check('second-account-collides', ['--sarif', file]);
  const log = JSON.parse(readFileSync(file, 'utf8'));
  const [{ tool, results }] = log.runs;
  expect(written).toContain('The two sides do not match');
  expect(log.version).toBe('2.1.0');
  expect(tool.driver.rules.map(({ id }: { id: string }) => id).sort()).toEqual(['condition-too-wide', 'provider-forges']);
  for (const result of results) {
    expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('test/fixtures/corpus/second-account-collides/main.tf.json');
    expect(result.partialFingerprints['cdkGcpFederation/v1']).toMatch(/^[0-9a-f]{32}$/);
  }
  expect(new Ajv({ strict: false }).validate(SARIF, log)).toBe(true);
});

/** What of the schema of SARIF concerns these logs, with its names and its required parts. */
const location = {
  type: 'object',
  properties: {
    physicalLocation: {
      type: 'object',
      properties: {
        artifactLocation: { type: 'object', properties: { uri: { type: 'string', pattern: '^[^\\\\ ]+$' } }, required: ['uri'], additionalProperties: false },
        region: { type: 'object', properties: { startLine: { type: 'integer', minimum: 1 }, startColumn: { type: 'integer', minimum: 1 } }, additionalProperties: false },
      },
      additionalProperties: false,
    },
    logicalLocations: { type: 'array', items: { type: 'object', properties: { fullyQualifiedName: { type: 'string' }, kind: { type: 'string' } }, additionalProperties: false } },
    id: { type: 'integer', minimum: -1 },
    message: { type: 'object', required: ['text'] },
  },
  additionalProperties: false,
};
const SARIF = {
  type: 'object',
  required: ['version', 'runs'],
  properties: {
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['tool'],
        properties: {
          tool: { type: 'object', required: ['driver'], properties: { driver: { type: 'object', required: ['name'] } } },
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['message'],
              properties: {
                ruleId: { type: 'string' },
                ruleIndex: { type: 'integer' },
                level: { enum: ['none', 'note', 'warning', 'error'] },
                message: { type: 'object', required: ['text'] },
                locations: { type: 'array', items: location },
                relatedLocations: { type: 'array', items: location },
                partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
              },
              additionalProperties: false,
            },
          },
        },
        additionalProperties: false,
      },
    },
  },
};

test('--sarif - writes nothing else', async () => {
  const { written } = await check('member-project-id', ['--sarif', '-']);
  const [{ results }] = JSON.parse(written).runs;
  expect(results).toHaveLength(1);
  expect(results[0].relatedLocations).toMatchObject([{ id: 1, logicalLocations: [{ fullyQualifiedName: 'google_service_account_iam_member.wif' }] }]);
});

test('--sarif names the page about what a finding comes to', async () => {
  const { written } = await check('member-role-name', ['--sarif', '-']);
  const [{ tool: { driver: { rules: [rule] } } }] = JSON.parse(written).runs;
  expect(rule).toMatchObject({ id: 'member-role-name', helpUri: expect.stringMatching(/^https:\/\/\S+\/docs\/troubleshooting\.md#[a-z-]+$/) });
  expect((await check('member-role-name')).written).toContain(`\n  see      ${rule.helpUri}\n`);
});

test('--oneline gives a line for each workload and each finding, as compilers do', async () => {
  const { code, written } = await check('second-account-collides', ['--oneline']);
  expect(code).toBe(1);
  const lines = written.trimEnd().split('\n');
  expect(lines.map(line => /^\S+\.json: (\w+): (.+)$/.exec(line)?.[1])).toEqual(['admitted', 'error', 'error']);
  expect(lines[0]).toContain('/template.json: admitted: Acme/AppServer (ec2-instance) acts as ');
  expect(lines.map(line => /\[([a-z-]+)\]$/.exec(line)?.[1]).slice(1).sort()).toEqual(['condition-too-wide', 'provider-forges']);
});

test('--oneline says why a workload is refused, and on whom it depends', async () => {
  const refused = await check('member-role-name', ['--oneline']);
  expect(refused.written).toContain('rejected: Acme/AppServer (ec2-instance), member: no member on ');
  const depends = await check('unknown-member', ['--oneline']);
  expect(depends.code).toBe(1);
  expect(depends.written).toMatch(/: depends: a member is known only after the apply, .*: the member of google_storage_bucket_iam_member\.more is not known/);
});

test('--html writes a page', async () => {
  const file = join(folder.path, 'report.html');
  const { code } = await check('fits-lambda-environment', ['--html', file]);
  expect(code).toBe(0);
  expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>[\s\S]*Acme\/SyncFunction/i);
});

test('--html - writes nothing but the page', async () => {
  const { code, written } = await check('fits-lambda-environment', ['--html', '-']);
  expect(code).toBe(0);
  expect({ begins: written.slice(0, 15).toLowerCase(), ends: written.trimEnd().slice(-7) }).toEqual({ begins: '<!doctype html>', ends: '</html>' });
});

test('counts in words that fit the number', async () => {
  expect((await check('member-role-name')).written).toContain(', 1 error, 0 warnings).');
  expect((await check('second-account-collides')).written).toContain(', 2 errors, 0 warnings).');
});

test('keeps to the width of a terminal, and colours it', async () => {
  const { written } = await check('member-role-name', [], { columns: 100, colour: true });
  const plain = written.split('\n').map(line => line.replaceAll(/\u001b\[\d+m/g, ''));
  expect(written).toContain('\u001b[31m');
  expect(Math.max(...plain.filter(line => /^ {2}(?:ok|REJECTED|found|fix|answer)/.test(line)).map(line => line.length))).toBeLessThanOrEqual(100);
});

test.each([[[], true], [['--json'], false], [['--sarif', '-'], false], [['--html', '-'], false]])('says on a terminal that it is at work: %j %j', async (args, says) => {
  const { errors } = await check('fits-direct-access', args, { errorTerminal: { colour: false, columns: 80 } });
  expect(errors.includes('checking ')).toBe(says);
});

test('takes several outputs of either side', async () => {
  const [one, other] = ['fits-direct-access', 'fits-lambda-environment'].map(name => `${CORPUS}/${name}`);
  const { written } = await command(['--aws', `${one}/template.json`, '--aws', `${other}/template.json`, '--gcp', `${other}/main.tf.json`, '--json']);
  expect((JSON.parse(written) as CheckReport).workloads.map(({ workload }) => workload)).toEqual(['Acme/AppServer', 'Acme/SyncFunction']);
});

test('--help says what it does', async () => {
  const { code, written } = await command(['--help']);
  expect(code).toBe(0);
  expect(written).toContain('Usage: cdk-gcp-federation check');
  expect(written).toContain('Kubernetes manifests');
});

test.each<[string, string[], string]>([
  ['an argument is too much', ['cdk.out'], "argument 'cdk.out' is not expected"],
  ['an option is unknown', ['--speed'], "option '--speed' is unknown"],
  ['two reports would mix', ['--json', '--sarif', '-'], '--json and --sarif - would both write to the standard output: pass a file to --sarif'],
  ['two others would', ['--sarif', '-', '--html', '-'], 'pass a file to --html'],
  ['two forms of a line would', ['--json', '--oneline'], '--json and --oneline would both write to the standard output: leave one of the two out'],
  ['a side is not there', ['--aws', '/nowhere'], 'cannot read /nowhere: there is no such file or folder'],
  ['a report cannot be written', ['--aws', `${CORPUS}/no-workload/template.json`, '--gcp', `${CORPUS}/no-workload/main.tf.json`, '--html', '/nowhere/report.html'], 'cannot write /nowhere/report.html'],
])('exit code 2 when %s', async (_, args, message) => {
  const { code, written, errors } = await command(args);
  expect({ code, written }).toEqual({ code: 2, written: '' });
  expect(errors).toContain(message);
});

describe('--accept', () => {
  test('accepts what depends by its id, and the report lists it', async () => {
    const { code, written } = await check('impersonation-until', ['--accept', 'conditional-grant']);
    expect(code).toBe(0);
    expect(written).toMatch(/^Accepted:\n {2}- a grant depends on .*\[conditional-grant\]/ms);
  });

  test('takes several ids, of which others accept nothing', async () => {
    expect((await check('impersonation-until', ['--accept', 'unread,role-not-known'])).code).toBe(1);
    expect((await check('impersonation-until', ['--accept', 'unread', '--accept', 'role-not-known,conditional-grant'])).code).toBe(0);
  });

  test('fails for an id that no finding has', async () => {
    const { code, errors } = await check('impersonation-until', ['--accept', 'conditional-grants']);
    expect(code).toBe(2);
    expect(errors).toContain("did you mean 'conditional-grant'");
  });
});

test('--sarif has rules without values of a result, and marks those on security', async () => {
  const { written } = await check('condition-contains', ['--sarif', '-']);
  const { driver } = JSON.parse(written).runs[0].tool;
  expect(driver.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(driver.rules.length).toBeGreaterThan(0);
  for (const { id, fullDescription, help } of driver.rules) {
    expect({ id, text: `${fullDescription.text} ${help.text}` }).toEqual({ id, text: expect.not.stringMatching(/210987654321|data-sync|\.\./) });
  }
  const found = driver.rules.find(({ id }: { id: string }) => id === 'unintended-caller');
  expect(found).toMatchObject({ properties: { 'tags': ['security'], 'security-severity': '9.0' } });
});

describe('--expect', () => {
  const WITHOUT_WORKLOAD = ['--aws', join(folder.path, 'none.json'), '--gcp', join(__dirname, '../fixtures/cases/check/base-ec2/tf')];
  const ROLE = 'arn:aws:iam::111122223333:role/gcs-reader';
  const TEMPLATE = { Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'gcs-reader' } } } };
  beforeAll(() => writeFileSync(join(folder.path, 'none.json'), JSON.stringify(TEMPLATE)));

  test('settles that a caller is named without a workload', async () => {
    expect((await command(WITHOUT_WORKLOAD)).code).toBe(1);
    expect((await command([...WITHOUT_WORKLOAD, '--accept-depends', '--accept', 'named-without-workload'])).code).toBe(1);
    expect((await command([...WITHOUT_WORKLOAD, '--expect', ROLE])).code).toBe(0);
  });

  test('takes a file with reasons', async () => {
    const file = join(folder.path, 'expected.txt');
    writeFileSync(file, `# callers\n${ROLE} the nightly export\n`);
    expect((await command([...WITHOUT_WORKLOAD, '--expect', file])).code).toBe(0);
  });

  test('fails for what is no caller', async () => {
    expect((await command([...WITHOUT_WORKLOAD, '--expect', 'gcs-reader'])).code).toBe(2);
  });
});
