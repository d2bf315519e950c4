import type { CatalogueEntry } from './catalogue';
import { ANSWERS } from './google-answers';
import { ARN_PLACEHOLDER, MEMBER_PLACEHOLDER } from './placeholders';

const EXACT_MEMBER = `grant to ${MEMBER_PLACEHOLDER}`;
const EXACT_CONDITION = `compare with equality: attribute.aws_role == '${ARN_PLACEHOLDER}', or 'in' with a list of such ARNs`;

/** Findings that begin at the Google side. */
export const GOOGLE_CATALOGUE = {
  'pool-disabled': entry('error', 'the pool is disabled', 'set disabled to false, or point the workload at another pool', ANSWERS.target),
  'provider-disabled': entry('error', 'the provider is disabled', 'set disabled to false, or point the workload at another provider', ANSWERS.target),
  'account-id-malformed': entry('error', 'aws.account_id is not an AWS account id', 'write exactly 12 digits', ANSWERS.apply),
  'mapping-invalid': entry('error', 'the attribute mapping cannot be evaluated', 'correct the expression; Google documents its functions under "Attribute mappings"', ANSWERS.mapping),
  'mapping-without-subject': entry('error', 'the attribute mapping has no google.subject', "add google.subject, such as 'assertion.arn': a mapping of one's own replaces the default as a whole", ANSWERS.apply),
  'mapping-too-long': entry('error', 'an expression of the attribute mapping is longer than Google allows', 'shorten it to 2,048 characters', ANSWERS.apply),
  'subject-too-long': entry('error', 'google.subject exceeds 127 bytes with the longest session name of this workload',
    'shorten the name of the role or of the function, or map google.subject to assertion.userid', ANSWERS.subject),
  'condition-rejects': entry('error', 'the attribute condition rejects the workload', EXACT_CONDITION, ANSWERS.condition),
  'condition-wrong-account': entry('error', 'the attribute condition names another AWS account', 'write the account of the workload into the condition', ANSWERS.condition),
  'condition-wrong-partition': entry('error', 'the attribute condition names another AWS partition', 'write the partition of the workload into the condition, such as arn:aws-us-gov:', ANSWERS.condition),
  'condition-role-path': entry('error', 'the attribute condition expects the path of the role, which is not part of an assumed-role ARN',
    `leave the path out: ${ARN_PLACEHOLDER}`, ANSWERS.condition),
  'condition-iam-arn': entry('error', 'the attribute condition compares with the ARN of the role; AWS reports that of the assumed role',
    `write ${ARN_PLACEHOLDER} in place of arn:aws:iam::ACCOUNT:role/ROLE`, ANSWERS.condition),
  'condition-role-name': entry('error', 'the attribute condition compares a whole ARN with a bare role name', EXACT_CONDITION, ANSWERS.condition),
  'condition-letter-case': entry('error', 'the attribute condition has the name of the role in other letter case', 'write the name as the role has it: Google compares letter by letter', ANSWERS.condition),
  'condition-invalid': entry('error', 'the attribute condition cannot be evaluated', 'correct the expression: it must be CEL over assertion, google and attribute, and come to true or false', ANSWERS.condition),
  'condition-too-long': entry('error', 'the attribute condition is longer than Google allows', 'shorten it to 4,096 characters: put some of the roles into a further pool', ANSWERS.apply),
  'condition-missing': entry('warning', 'the provider has no attribute condition, so that everyone of the AWS account gets a federated token', EXACT_CONDITION),
  'condition-always-true': entry('error', 'the attribute condition is true for everyone', EXACT_CONDITION),
  'condition-contains': entry('error', 'the attribute condition looks for a part of the ARN, which others can have in theirs', EXACT_CONDITION),
  'condition-starts-with': entry('error', 'the attribute condition looks at the beginning of the ARN, which names of other roles share', `end the text with '/', or ${EXACT_CONDITION}`),
  'condition-too-wide': entry('warning', 'the attribute condition admits others than the workloads', EXACT_CONDITION),
  'several-providers': entry('warning', 'the pool has several providers, and members do not name the provider', 'give each provider a pool of its own, as Google recommends'),
  'provider-forges': entry('error', 'another provider of the pool can forge what a member stands for', 'give each provider a pool of its own: members do not name the provider'),
  'unintended-caller': entry('error', 'a caller other than the workloads is admitted', 'make condition and member equal to the full ARN of the role'),
  'whole-pool': entry('error', 'a grant reaches everyone in the pool', EXACT_MEMBER),
  'session-derived': entry('error', 'a grant depends on the session name, which whoever assumes a role chooses', EXACT_MEMBER),
  'impersonation-on-project': entry('error', 'a federated identity may act as every service account below the resource', 'grant roles/iam.workloadIdentityUser on the one service account only'),
  'account-opens-project': entry('error', 'a service account may mint tokens of every service account in the project', 'remove the grant: the federation needs none to the service account itself'),
  'token-creator': entry('warning', 'a federated identity holds roles/iam.serviceAccountTokenCreator, which is not needed and signs as the account too', 'grant roles/iam.workloadIdentityUser in its place'),
  'public-grant': entry('error', 'a grant that opens a service account reaches everyone', 'remove allUsers and allAuthenticatedUsers'),
  'shared-service-account': entry('warning', 'several roles act as one service account, so each of them holds what any of them is granted',
    'give each role a service account of its own, or accept the sharing if all of them need the same'),
  'basic-role': entry('warning', 'a federated identity holds a basic role, with permissions on nearly everything in the project', 'grant predefined roles on the resources that are used'),
  'member-project-id': entry('error', 'a member names the project by id', 'write the project number; the member stands for nobody otherwise', ANSWERS.denied),
  'member-without-host': entry('error', 'a member lacks iam.googleapis.com/projects/', EXACT_MEMBER, ANSWERS.denied),
  'member-malformed': entry('error', "a member is not in Google's grammar", EXACT_MEMBER, ANSWERS.denied),
  'member-wildcard': entry('error', 'a member holds an asterisk, which Google takes literally', EXACT_MEMBER, ANSWERS.denied),
  'member-unmapped-attribute': entry('error', 'a member names an attribute that no provider of its pool maps', 'map the attribute, or name attribute.aws_role', ANSWERS.denied),
  'member-role-name': entry('error', 'a member holds the bare name of a role where the attribute is a whole ARN', EXACT_MEMBER, ANSWERS.denied),
  'member-arn-for-name': entry('error', 'a member holds an ARN where the attribute is a bare name', "write the name, or better map attribute.aws_role as Google's default does", ANSWERS.denied),
  'member-iam-arn': entry('error', 'a member holds the ARN of the role; AWS reports that of the assumed role', `write ${ARN_PLACEHOLDER} in place of arn:aws:iam::ACCOUNT:role/ROLE`, ANSWERS.denied),
  'member-session': entry('error', 'a member holds a session name where the attribute has none', 'end the ARN behind the name of the role', ANSWERS.denied),
  'member-role-path': entry('error', 'a member holds the path of a role, which is not part of an assumed-role ARN', EXACT_MEMBER, ANSWERS.denied),
  'member-wrong-account': entry('error', 'a member names another AWS account than the provider trusts', 'write the account of the provider into the member', ANSWERS.denied),
  'member-wrong-partition': entry('error', 'a member names another AWS partition', 'write the partition of the workload into the member, such as arn:aws-us-gov:', ANSWERS.denied),
  'member-letter-case': entry('error', 'a member has the name of a role in other letter case', 'write the name as the role has it: Google compares letter by letter', ANSWERS.denied),
  'member-other-subject': entry('error', 'a member names another subject than the token of the workload has',
    `${EXACT_MEMBER}: namespace and name of the service account behind system:serviceaccount:, with colons`, ANSWERS.denied),
  'member-other-pool': entry('error', 'a member names another pool, or another project number, than the audience', 'make pool and project number equal on both sides', ANSWERS.denied),
  'member-unknown-pool': entry('warning', 'a member names a pool that is not in these files', 'correct the pool id, or pass the output that makes the pool'),
  'no-impersonation': entry('error', 'no grant lets the workload act as the service account', `on the service account, roles/iam.workloadIdentityUser: ${EXACT_MEMBER}`, ANSWERS.denied),
  'impersonation-role': entry('error', 'the grant to the workload on the service account gives no access tokens', 'grant roles/iam.workloadIdentityUser', ANSWERS.denied),
  'impersonation-other-account': entry('error', 'the workload may act as another service account than its configuration names', 'name the same account on both sides', ANSWERS.denied),
  'account-disabled': entry('error', 'the service account is disabled', 'set disabled to false', ANSWERS.denied),
  'overwritten': entry('error', 'an authoritative resource removes a member again', 'use *_iam_member only, or list the member in the authoritative resource too', ANSWERS.denied),
  'direct-without-grant': entry('error', 'nothing is granted to the workload, which uses no service account', `grant roles to the workload itself: ${EXACT_MEMBER}`, ANSWERS.noAccess),
} satisfies Readonly<Record<string, CatalogueEntry>>;

function entry(severity: CatalogueEntry['severity'], title: string, fix: string, runtimeError?: string): CatalogueEntry {
  return { severity, title, fix, runtimeError };
}
