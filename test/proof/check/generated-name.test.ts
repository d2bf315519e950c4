import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { App as TerraformApp } from 'cdktf';
import { GcpFederatedRole } from '../../../lib';
import { GcpFederationStack } from '../../../lib/gcp';
import { check } from '../../../lib/proof';
import { federation, instance } from '../../aws/fixtures';
import { temporaryFolder } from '../temporary-folder';

const DEPLOYED = { ...federation, roleName: 'reports-HostInstanceRole-1ABC2DEF3GHI' };
const { path: folder, remove } = temporaryFolder();
afterAll(remove);

/** An instance that stands for long, with a role that CloudFormation named. */
function existing(): string {
  const app = new App({ outdir: join(folder, 'aws') });
  const stack = new Stack(app, 'Reports', { env: { account: federation.awsAccountId, region: 'eu-central-1' } });
  const host = instance(stack, 'Host');
  new GcpFederatedRole(stack, 'Reader', { ...DEPLOYED, role: host.role }).addToInstance(host);
  return app.synth().directory;
}

const aws = existing();

function google(...roleNames: string[]): string {
  const app = new TerraformApp({ outdir: join(folder, roleNames.join()) });
  const [first, ...others] = roleNames.map(roleName => ({ ...federation, roleName }));
  const stack = new GcpFederationStack(app, 'gcp', first);
  others.forEach(props => stack.addRole(props));
  app.synth();
  return app.outdir;
}

test('a role that AWS named is taken for the one that the Google side admits, and that is said', () => {
  const gcp = google(DEPLOYED.roleName);
  const { matches, workloads, findings, callers } = check({ aws, gcp });
  expect(matches).toBe(false);
  expect(workloads[0]).toMatchObject({ verdict: 'depends', roleArn: expect.stringContaining(DEPLOYED.roleName) });
  expect(workloads[0].steps.filter(({ verdict }) => verdict !== 'passed').map(({ step }) => step)).toEqual(['AWS credentials']);
  expect(findings.filter(({ id }) => id === 'generated-role-name')).toEqual([
    expect.objectContaining({ severity: 'depends', detail: expect.stringContaining(`'${DEPLOYED.roleName}', which the Google side admits, was taken`), fix: expect.stringContaining('describe-stack-resource') }),
  ]);
  expect(callers.every(({ verdict }) => verdict === 'rejected')).toBe(true);
  expect(check({ aws, gcp }, { acceptDepends: true }).matches).toBe(true);
});

test('where the Google side admits several roles, nothing is taken', () => {
  const { matches, findings, workloads } = check({ aws, gcp: google(DEPLOYED.roleName, 'other') });
  expect(matches).toBe(false);
  expect(workloads[0].roleArn).toBeUndefined();
  expect(findings).toContainEqual(expect.objectContaining({ id: 'generated-role-name', severity: 'depends' }));
});
