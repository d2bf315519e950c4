import { CauseId } from '../causes';
import { pageAddress } from '../documentation';
import { ErrorKind } from '../known-error';

const SYNTHESIS = 'cdk-gcp-federation, at synthesis';

/** What the constructs refuse at synthesis, in the order in which a newcomer meets it. */
export const SYNTHESIS_ERRORS = {
  'literal-needed': {
    error: "awsAccountId 'TOKEN' is known only at deployment: the other cloud needs it at synthesis",
    from: SYNTHESIS,
    causes: ['value-known-at-deployment'],
    docs: pageAddress('how-it-works.md'),
  },
  'project-number-needed': {
    error: "gcpProjectNumber 'VALUE' is not a project number: pass the digits that gcloud prints",
    from: SYNTHESIS,
    causes: ['project-id-for-number'],
    docs: pageAddress('how-it-works.md'),
  },
  'role-path': {
    error: "roleName 'VALUE' contains a path: pass the bare name",
    from: SYNTHESIS,
    causes: ['path-in-role-name'],
    docs: pageAddress('limits.md#role-names'),
  },
  'account-of-stack': {
    error: "awsAccountId 'ACCOUNT' is not the account of stack STACK",
    from: SYNTHESIS,
    causes: ['account-of-other-stack'],
    docs: pageAddress('aws-side.md'),
  },
  'another-role': {
    error: "instance PATH has role PATH, not the federated role 'ROLE', and its role is never swapped",
    from: SYNTHESIS,
    causes: ['instance-has-role'],
    docs: pageAddress('aws-side.md'),
  },
  'role-twice': {
    error: "roleName 'ROLE' is created in account ACCOUNT by PATH already, and IAM roles are global in their "
      + 'account: give this one another roleName',
    from: SYNTHESIS,
    causes: ['role-name-twice'],
    docs: pageAddress('aws-side.md'),
  },
  'subject-bytes': {
    error: "roleName 'ROLE' makes google.subject NUMBER bytes long with the session names of SERVICE",
    from: SYNTHESIS,
    causes: ['session-name-too-long'],
    docs: pageAddress('limits.md#role-names'),
  },
  'no-shell': {
    error: "user data starting with 'VALUE' does not take shell commands",
    from: SYNTHESIS,
    causes: ['user-data-without-shell'],
    docs: pageAddress('aws-side.md#user-data-of-other-kinds'),
  },
  'container-host': {
    error: 'instance PATH would be a container host of ECS',
    from: SYNTHESIS,
    causes: ['host-of-containers'],
    docs: pageAddress('aws-side.md#container-hosts'),
  },
  'network-mode': {
    error: 'task definition PATH has network mode MODE, in which the containers of a task do not share loopback',
    from: SYNTHESIS,
    causes: ['loopback-not-shared'],
    docs: pageAddress('aws-side.md'),
  },
  'pool-of-two-accounts': {
    error: "poolId 'POOL' is the pool of AWS account ACCOUNT and of AWS account ACCOUNT",
    from: SYNTHESIS,
    causes: ['one-pool-for-accounts'],
    docs: pageAddress('google-side.md#many-roles-several-accounts'),
  },
} satisfies Readonly<Record<string, ErrorKind<CauseId>>>;

/** What cdk-gcp-federation refuses in other words than those above; its messages say what to change. */
export const REFUSALS = {
  'synthesis-refused': {
    error: 'Error: MESSAGE at PATH/node_modules/cdk-gcp-federation/lib/FILE',
    from: SYNTHESIS,
    causes: ['value-refused'],
    docs: pageAddress('limits.md'),
    vague: true,
  },
  'command-refused': {
    error: 'cdk-gcp-federation: cannot read PATH',
    from: 'the command cdk-gcp-federation',
    causes: ['command-refused'],
    docs: pageAddress('troubleshooting.md#the-command-itself'),
    vague: true,
  },
} satisfies Readonly<Record<string, ErrorKind<CauseId>>>;
