import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Testing } from 'cdktf';
import * as fc from 'fast-check';
import { GcpFederatedRole, GcpFederationProps, GcpGrant } from '../../lib';
import { BEGIN_MARKER, END_MARKER } from '../../lib/federation/installation/installation';
import { GcpFederationStack } from '../../lib/gcp';
import { federationProps } from '../federation/arbitraries';

/** What the two synthesized outputs say, each read by itself. */
function outputs(props: GcpFederationProps) {
  const stack = new Stack(new App(), 'Aws', { env: { account: props.awsAccountId, region: props.awsPartition === 'aws-us-gov' ? 'us-gov-west-1' : 'eu-central-1' } });
  const role = new GcpFederatedRole(stack, 'Role', props);
  const userData = ec2.UserData.forLinux();
  role.addToUserData(userData);
  role.addOutputs();
  const template = Template.fromStack(stack).toJSON();
  const text = userData.render();
  const block = text.slice(text.indexOf(BEGIN_MARKER), text.indexOf(END_MARKER));
  const config = JSON.parse(/'(\{\n[^']*\})'/.exec(block)![1]);

  const gcp = JSON.parse(Testing.synth(new GcpFederationStack(Testing.app(), 'gcp', props)));
  const one = (type: string, googleRole?: string) => Object.values<any>(gcp.resource[type] ?? {})
    .find(resource => googleRole === undefined || resource.role === googleRole);
  return { template, block, config, gcp, one };
}

// Long role names do not fit into google.subject in GovCloud; that refusal has tests of its own.
const props = federationProps.filter(({ awsPartition, roleName }) => awsPartition !== 'aws-us-gov' || roleName.length <= 61);

test('every shared string is the same in both outputs, for any valid props', () => {
  fc.assert(fc.property(props, federation => {
    const { template, block, config, gcp, one } = outputs(federation);
    const pool = one('google_iam_workload_identity_pool');
    const provider = one('google_iam_workload_identity_pool_provider');
    const member = one('google_service_account_iam_member', 'roles/iam.workloadIdentityUser')?.member;

    // role name and account
    const [roleResource] = Object.values<any>(template.Resources).filter(resource => resource.Type === 'AWS::IAM::Role');
    const arn = `arn:${federation.awsPartition ?? 'aws'}:sts::${provider.aws.account_id}:assumed-role/${roleResource.Properties.RoleName}`;
    expect(provider.attribute_condition).toBe(`attribute.aws_role == '${arn}' && assertion.arn.startsWith('${arn}/')`);

    // audience
    expect(config.audience).toBe(
      `//iam.googleapis.com/projects/${federation.gcpProjectNumber}/locations/global/workloadIdentityPools/${pool.workload_identity_pool_id}`
      + `/providers/${provider.workload_identity_pool_provider_id}`);
    expect(gcp.output.audience.value).toBe(config.audience);

    // member
    const principalSet = Object.values<any>(template.Outputs).find(output => /principalSet/.test(output.Value)).Value;
    expect(principalSet).toBe(`principalSet:${config.audience.replace(/\/providers\/.*/, '')}/attribute.aws_role/${arn}`);
    expect(gcp.output.member.value).toBe(principalSet);

    // email
    const url: string | undefined = config.service_account_impersonation_url;
    if (url === undefined) {
      expect(member).toBeUndefined();
      expect(gcp.resource.google_service_account).toBeUndefined();
    } else {
      expect(member).toBe(principalSet);
      expect(gcp.output.service_account_email.value).toBe(/serviceAccounts\/(.*):generateAccessToken$/.exec(url)![1]);
    }

    // project
    expect(block).toContain(` project=${pool.project} config='{`);
  }), { numRuns: 25 });
});

test('props of the AWS side with AWS options serve the Google side as they are', () => {
  const shared: GcpFederationProps = {
    gcpProjectId: 'my-gcp-project',
    gcpProjectNumber: '123456789012',
    awsAccountId: '111122223333',
    roleName: 'gcs-reader',
    grants: [GcpGrant.project('roles/storage.objectViewer')],
  };
  const frozen = Object.freeze(shared);
  expect(() => outputs(frozen)).not.toThrow();
});
