import { TerraformStack, Token } from 'cdktf';
import { EMAIL, PROPS, newApp } from './synthesized';
import { GcpAccess, GcpFederation, GcpFederationProps, GcpFederationStack, GcpGrant } from '../../lib/gcp';

const CONSTRUCTS: Record<string, (props: GcpFederationProps) => number> = {
  GcpFederation: props => {
    const stack = new TerraformStack(newApp(), 'mine');
    expect(() => new GcpFederation(stack, 'Reader', props)).toThrow();
    const children = stack.node.children.length;
    new GcpFederation(stack, 'Reader', props);
    return children;
  },
  GcpFederationStack: props => {
    const app = newApp();
    expect(() => new GcpFederationStack(app, 'gcp', props)).toThrow();
    const children = app.node.children.length;
    new GcpFederationStack(app, 'gcp', props);
    return children;
  },
};

const REFUSED: [string, Partial<GcpFederationProps>, RegExp][] = [
  ['a project id as number', { gcpProjectNumber: 'my-gcp-project' }, /gcpProjectNumber 'my-gcp-project' is not a project number: /],
  ['a project number as id', { gcpProjectId: '123456789012' }, /gcpProjectId '123456789012' is a project number: /],
  ['a token as project number', { gcpProjectNumber: Token.asString({ resolve: () => '1' }) }, /gcpProjectNumber '.*' is known only at deployment: /],
  ['an AWS account that is not 12 digits', { awsAccountId: '1111' }, /awsAccountId '1111' is not an AWS account id: /],
  ['a role with its path', { roleName: 'team/gcs-reader' }, /roleName 'team\/gcs-reader' contains a path: .*'gcs-reader'/],
  ['a role name over 64 characters', { roleName: 'r'.repeat(65) }, /roleName 'r+' has 65 characters: /],
  ['a short pool id', { poolId: 'abc' }, /poolId 'abc' has 3 characters: /],
  ['a reserved provider id', { providerId: 'gcp-provider' }, /providerId 'gcp-provider' starts with 'gcp-'/],
  ['an upper-case provider id', { providerId: 'Provider' }, /providerId 'Provider' has a character that Google does not allow: /],
  ['the China partition', { awsPartition: 'aws-cn' }, /awsPartition 'aws-cn' cannot federate/],
  ['a grant made twice', { grants: [GcpGrant.project('roles/browser'), GcpGrant.project('roles/browser')] }, /'roles\/browser' on project 'my-gcp-project' twice: /],
];

describe.each(Object.keys(CONSTRUCTS))('%s fails, and leaves nothing behind, when the description has', construct => {
  test.each(REFUSED)('%s', (_, overrides, message) => {
    expect(() => CONSTRUCTS[construct]({ ...PROPS, ...overrides })).toThrow(message);
  });
});

describe('fails when the construct tree has already', () => {
  test('the same pool, in whichever stack', () => {
    const app = newApp();
    new GcpFederationStack(app, 'gcp', PROPS);
    const second = new TerraformStack(app, 'second');

    expect(() => new GcpFederation(second, 'Writer', { ...PROPS, roleName: 'gcs-writer' }))
      .toThrow("poolId 'aws-identity-pool' of project 'my-gcp-project' is federated by 'gcp/Default' already: "
        + 'add a further role of the same AWS account with its addRole, or pass another poolId');
    expect(second.node.children).toEqual([]);
    expect(() => new GcpFederationStack(app, 'third', PROPS)).toThrow("poolId 'aws-identity-pool'");
    expect(app.node.tryFindChild('third')).toBeUndefined();
  });

  test('the same service account to create', () => {
    const app = newApp();
    new GcpFederationStack(app, 'gcp', PROPS);

    expect(() => new GcpFederationStack(app, 'other', {
      ...PROPS, poolId: 'other-pool', awsAccountId: '444455556666', access: GcpAccess.impersonation({ serviceAccountId: 'gcs-reader-b8ee5d75' }),
    }))
      .toThrow("serviceAccountId 'gcs-reader-b8ee5d75' in project 'my-gcp-project' is created by 'gcp/Default/service-account-gcs-reader-b8ee5d75' already: "
        + `pass another one, or share the account by serviceAccountEmail '${EMAIL}'`);
  });

  test('the same grant to the same service account', () => {
    const app = newApp();
    const access = GcpAccess.impersonation({ serviceAccountEmail: EMAIL });
    const grants = [GcpGrant.project('roles/browser')];
    new GcpFederationStack(app, 'gcp', { ...PROPS, access, grants });

    expect(() => new GcpFederationStack(app, 'other', { ...PROPS, access, grants, poolId: 'other-pool' }))
      .toThrow(`'roles/browser' on project 'my-gcp-project' to 'serviceAccount:${EMAIL}' is granted by 'gcp/Default' already, `
        + `since both act as service account '${EMAIL}': give each an account of its own`);
  });
});

test('takes the same pool in two apps, and two pools in one', () => {
  const app = newApp();
  new GcpFederationStack(app, 'gcp', PROPS);
  new GcpFederationStack(newApp(), 'gcp', PROPS);

  const access = GcpAccess.impersonation({ serviceAccountId: 'other-identity' });
  expect(() => new GcpFederationStack(app, 'other', { ...PROPS, access, poolId: 'other-pool' })).not.toThrow();
});
