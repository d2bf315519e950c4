import { join } from 'node:path';
import { App, CfnElement, Stack } from 'aws-cdk-lib';
import { App as TerraformApp } from 'cdktf';
import { GcpAccess, GcpFederatedRole, GcpFederationProps } from '../../../lib';
import { GcpFederationStack } from '../../../lib/gcp';
import { check } from '../../../lib/proof';
import { federation, instance } from '../../aws/fixtures';
import { temporaryFolder } from '../temporary-folder';

const { path: folder, remove } = temporaryFolder();
afterAll(remove);

interface Existing {
  readonly aws: string;
  readonly descriptions: readonly GcpFederationProps[];
}

/** Stacks with an instance each, whose role CloudFormation named. */
function existing(id: string, stages: readonly string[], change = (props: GcpFederationProps) => props): Existing {
  const app = new App({ outdir: join(folder, id) });
  const descriptions = stages.map(stage => {
    const stack = new Stack(app, `app-${stage}`, { env: { account: federation.awsAccountId, region: 'eu-central-1' } });
    const host = instance(stack, 'Host');
    const logicalId = stack.getLogicalId(host.role.node.defaultChild as CfnElement);
    const props = change({ ...federation, roleName: `app-${stage}-${logicalId}-1ABC2DEF3GHI` });
    new GcpFederatedRole(stack, 'Reader', { ...props, role: host.role }).addToInstance(host);
    return props;
  });
  return { aws: app.synth().directory, descriptions };
}

let written = 0;
function google(descriptions: readonly GcpFederationProps[]): string {
  const app = new TerraformApp({ outdir: join(folder, `gcp${written += 1}`) });
  GcpFederationStack.forAccounts(app, 'gcp', [...descriptions]);
  app.synth();
  return app.outdir;
}

const one = existing('one', ['CODE']);
const DEPLOYED = one.descriptions[0].roleName;

test('a role that AWS named is taken for the one that the Google side admits, and that is said', () => {
  const { aws, descriptions } = one;
  const gcp = google(descriptions);
  const { matches, workloads, findings, callers } = check({ aws, gcp });
  expect(matches).toBe(false);
  expect(workloads[0]).toMatchObject({ verdict: 'depends', roleArn: expect.stringContaining(DEPLOYED) });
  expect(workloads[0].steps.filter(({ verdict }) => verdict !== 'passed').map(({ step }) => step)).toEqual(['AWS credentials']);
  expect(findings.filter(({ id }) => id === 'generated-role-name')).toEqual([expect.objectContaining({
    severity: 'depends',
    detail: expect.stringContaining(`'${DEPLOYED}', which the Google side admits, was taken`),
    fix: expect.stringContaining('describe-stack-resource'),
  })]);
  expect(callers).toEqual([]);
  expect(check({ aws, gcp }, { acceptDepends: true }).matches).toBe(true);
});

test('two generated names in one pool are told apart by stack and logical id', () => {
  const { aws, descriptions } = existing('two', ['CODE', 'PROD']);
  const { matches, workloads } = check({ aws, gcp: google(descriptions) }, { acceptDepends: true });
  expect(workloads.map(({ verdict, roleArn }) => [verdict, roleArn?.split('/').pop()])).toEqual(descriptions.map(({ roleName }) => ['depends', roleName]));
  expect(matches).toBe(true);
});

test('other names in the pool are not taken', () => {
  const { aws, descriptions } = one;
  const { workloads } = check({ aws, gcp: google([...descriptions, { ...federation, roleName: 'gcs-writer' }]) });
  expect(workloads[0].roleArn).toContain(DEPLOYED);
});

test.each(['gcs-reader', 'app-PROD-HostInstanceRole-1ABC2DEF3GHI', 'app-CODE-Other1A2B3C4D-1ABC2DEF3GHI', `${DEPLOYED}12`])(
  'a generated name cannot be %s, which is an error', roleName => {
    const { aws, descriptions } = one;
    const { matches, workloads, findings } = check({ aws, gcp: google([{ ...descriptions[0], roleName }]) }, { acceptDepends: true });
    expect(matches).toBe(false);
    expect(workloads[0].verdict).toBe('rejected');
    expect(findings).toContainEqual(expect.objectContaining({
      id: 'generated-role-name', severity: 'error', detail: expect.stringMatching(/no role that the Google side admits can be it: AWS generates 'app-CODE-Host\w+-RANDOM'$/),
    }));
  });

describe('two names that can both be that of one role', () => {
  const former = { ...federation, roleName: DEPLOYED.replace(/-\w+$/, '-9XYZ8ABC7DEF') };

  test('are told apart by the account that the configuration names', () => {
    const { aws, descriptions } = existing('account', ['CODE'], props => ({ ...props, access: GcpAccess.impersonation({ serviceAccountId: 'reader-code' }) }));
    const gcp = google([...descriptions, { ...former, access: GcpAccess.impersonation({ serviceAccountId: 'former' }) }]);
    const { workloads } = check({ aws, gcp });
    expect(workloads[0]).toMatchObject({ verdict: 'depends', roleArn: expect.stringContaining(DEPLOYED) });
  });

  test('are left open in direct access', () => {
    const { aws, descriptions } = existing('direct', ['CODE'], props => ({ ...props, access: GcpAccess.direct() }));
    const gcp = google([...descriptions, { ...former, access: GcpAccess.direct() }]);
    const { matches, workloads, findings } = check({ aws, gcp });
    expect(matches).toBe(false);
    expect(workloads[0].roleArn).toBeUndefined();
    expect(findings).toContainEqual(expect.objectContaining({ id: 'generated-role-name', severity: 'depends' }));
  });
});
