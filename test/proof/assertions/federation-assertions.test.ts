import { Template } from 'aws-cdk-lib/assertions';
import { Testing } from 'cdktf';
import { GcpAccess, GcpFederatedRole, GcpFederationProps, GcpGrant } from '../../../lib';
import { GcpFederationStack } from '../../../lib/gcp';
import { FederationAssertions } from '../../../lib/proof/assertions';
import { accountStack, federation, instance } from '../../aws/fixtures';
import { Changes, outputs } from '../../rehearsal/outputs';

const EMAIL = 'gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com';
const ROLE = 'arn:aws:sts::111122223333:assumed-role/gcs-reader';

/** Both sides from constructs, which may describe different federations. */
function fromConstructs(aws: GcpFederationProps, gcp = aws): FederationAssertions {
  const stack = accountStack();
  const reader = new GcpFederatedRole(stack, 'Reader', aws);
  reader.addToInstance(instance(stack, 'Server', { role: reader.role }));
  return FederationAssertions.fromStacks({ aws: stack, gcp: new GcpFederationStack(Testing.app(), 'gcp', gcp) });
}

function fromFiles(changes: Changes = {}): FederationAssertions {
  const { aws, gcp, remove } = outputs(changes);
  try {
    return FederationAssertions.fromOutputs({ aws, gcp });
  } finally {
    remove();
  }
}

describe('our own constructs', () => {
  const props = { ...federation, grants: [GcpGrant.project('roles/storage.objectViewer')] };

  test('fit, and every assertion on them holds', () => {
    const assertions = fromConstructs(props);
    assertions.matches();
    assertions.hasNoFindings();
    assertions.admits('Stack/Server', { as: EMAIL, role: 'roles/storage.objectViewer', on: 'project my-gcp-project' });
    assertions.admits('gcs-reader');
    assertions.rejects(`${ROLE}-admin/i-0123456789abcdef0`);
    assertions.rejects('arn:aws:iam::111122223333:user/assumed-role/gcs-reader/eve');
  });

  test('direct access acts as itself', () => {
    const assertions = fromConstructs({ ...props, access: GcpAccess.direct() });
    assertions.matches();
    assertions.admits('Stack/Server', { as: 'direct', role: 'roles/storage.objectViewer' });
  });

  test('of two different federations do not fit, and the message says where', () => {
    const assertions = fromConstructs(props, { ...props, roleName: 'gcs-writer' });
    expect(() => assertions.matches()).toThrow(/^expected the two sides to match, but they do not\.\nWorkloads that are not admitted:\n {2}Stack\/Server is rejected\n[^]*attribute condition: rejected/);
    expect(() => assertions.admits('Stack/Server')).toThrow(/^expected workload 'Stack\/Server' to be admitted, but it is rejected\./);
    assertions.rejects('Stack/Server');
    expect(() => assertions.hasNoFindings({ severity: 'error' })).toThrow(/Findings:\n {2}error [a-z0-9-]+: /);
  });

  test('the role itself is not refused', () => {
    const refuses = () => fromConstructs(props).rejects(`${ROLE}/i-0123456789abcdef0`);
    expect(refuses).toThrow(`expected '${ROLE}/i-0123456789abcdef0' to be rejected, but it is admitted.`);
    expect(refuses).toThrow(`it reaches service account ${EMAIL}`);
  });
});

describe('outputs that are there', () => {
  test('fit', () => {
    fromFiles().matches();
  });

  test('with a member for everybody of the pool and a condition that is too wide let impostors in', () => {
    const everybody = 'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool/*';
    const assertions = fromFiles({ provider: { attribute_condition: "assertion.arn.contains('gcs-reader')" }, binding: { member: everybody } });
    expect(() => assertions.matches()).toThrow(/Other callers that are not rejected:\n/);
    expect(() => assertions.rejects(`${ROLE}-admin/i-0`)).toThrow('but it is admitted.\ngoogle_iam_workload_identity_pool_provider.provider: admitted\n');
  });

  test('that cannot be read are said so', () => {
    expect(() => FederationAssertions.fromOutputs({ aws: '/nowhere', gcp: '/nowhere' })).toThrow('cannot read /nowhere: there is no such file or folder');
  });
});

test('JSON objects are judged like files', () => {
  const stack = accountStack();
  const reader = new GcpFederatedRole(stack, 'Reader', federation);
  reader.addToInstance(instance(stack, 'Server', { role: reader.role }));
  const template = Template.fromStack(stack).toJSON();
  const gcp = JSON.parse(Testing.synth(new GcpFederationStack(Testing.app(), 'gcp', federation)));
  const assertions = FederationAssertions.fromJSON({ aws: { Stack: { template, account: '111122223333', region: 'eu-central-1' } }, gcp });
  assertions.matches();
  assertions.admits('gcs-reader', { as: EMAIL });
});

test('acceptDepends takes what is not known before deployment to fit', () => {
  const changes: Changes = { binding: { condition: { title: 'until', expression: 'request.time < timestamp("2030-01-01T00:00:00Z")' } } };
  const { aws, gcp, remove } = outputs(changes);
  const strict = FederationAssertions.fromOutputs({ aws, gcp });
  const lenient = FederationAssertions.fromOutputs({ aws, gcp, acceptDepends: true });
  remove();
  expect(() => strict.matches()).toThrow(/Stack\/Server depends/);
  lenient.matches();
});
