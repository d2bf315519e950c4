import { KnownText, seenIn } from './seen';

/** What cdk-gcp-federation itself writes, on machines and into the outputs. */
export const OWN_TEXTS: readonly KnownText[] = seenIn('cdk-gcp-federation', '0.0.0', {
  'user-data-failed': ['cdk-gcp failed'],
  'windows-user-data-failed': [
    'cdk-gcp failed: Exception calling', 'cdk-gcp failed:…ProgramData', 'cdk-gcp failed: Access to the path',
    'cdk-gcp failed: Attempted to perform an unauthorized operation',
    'cdk-gcp failed: There is not enough space on the disk',
    'cdk-gcp failed: Cannot', 'cdk-gcp failed: Could not', 'cdk-gcp failed: The',
  ],
  'project-number-postcondition': [
    'is not the number of project…Google named the pool', 'Resource postcondition failed…gcpProjectNumber',
    'gcpProjectNumber…is not the number of project',
  ],
  'account-rule': [
    'awsAccountId of the Google Cloud federation is', 'deploy this stack into that account, or correct awsAccountId',
  ],
  'literal-needed': ['is known only at deployment: the other cloud needs it at synthesis'],
  'project-number-needed': [
    'is not a project number: pass the digits that', 'gcpProjectNumber‥is not a project number',
  ],
  'role-path': ['contains a path: pass the bare name', 'a path belongs into‥and never reaches Google'],
  'account-of-stack': [
    'awsAccountId‥is not the account of stack', 'make both equal: Google admits the role in this account only',
  ],
  'another-role': ['not the federated role‥and its role is never swapped'],
  'role-twice': ['IAM roles are global in their account: give this one another roleName'],
  'subject-bytes': ['makes google.subject‥bytes long with'],
  'no-shell': [
    'does not take shell commands: give the instance', 'user data starting with‥does not take shell commands',
  ],
  'container-host': ['would be a container host of ECS', 'files on the host do not reach its containers'],
  'network-mode': ['in which the containers of a task do not share loopback'],
  'pool-of-two-accounts': ['is the pool of AWS account‥and of AWS account', 'so give each account a pool of its own'],
  'synthesis-refused': ['node_modules/cdk-gcp-federation/lib/'],
  'command-refused': [
    'cdk-gcp-federation: cannot read', 'cdk-gcp-federation:…(see https://github.com/cdk-gcp-federation',
    'cdk-gcp-federation:‥--help)',
  ],
});
