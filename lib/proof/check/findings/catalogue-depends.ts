import type { CatalogueEntry } from './catalogue';

const PLAN = 'write the value out, pass it by --var, or check a plan next to the configuration';

/** Findings on what the outputs do not decide. Each can be accepted by its id. */
export const DEPENDS_CATALOGUE = {
  'unread': entry('a part of the input was not read, so it was not judged', 'pass it in a form that is read'),
  'named-without-workload': entry('the Google side names a caller for which the outputs have no workload',
    'pass the output that defines the workload, name the caller with --expect, or remove it from the Google side'),
  'role-not-known': entry('the AWS role of a workload is not known before deployment',
    'name the role in the template (RoleName), since Google compares names letter by letter, or pass the output that creates the role too'),
  'generated-role-name': entry('AWS generates the name of the role, and Google compares it letter by letter',
    'if the role is deployed, describe the Google side with the name it has (aws cloudformation describe-stack-resource shows it); give a role that is yet to be created a fixed name (RoleName)'),
  'account-not-known': entry('the account is not known before deployment', 'bind the stack to an account (env), pass --account, or write the email of the service account out'),
  'audience-not-known': entry('the audience of a credential configuration is not known before deployment', 'write the full name of the provider into the configuration'),
  'issuer-not-known': entry('the issuer of a cluster is not known', 'write the issuer of the cluster on both sides, or accept this with --accept issuer-not-known'),
  'token-not-known': entry('the token of a workload is not known', 'name the service account and its projected token in the manifest'),
  'mapping-not-known': entry('an attribute mapping is known only after the apply', PLAN),
  'condition-not-known': entry('an attribute condition is known only after the apply', PLAN),
  'member-not-known': entry('a member is known only after the apply, and may be any caller', `${PLAN}; a member that names the pool by number is known before`),
  'role-id-not-known': entry('the Google side names an AWS role by its id, which AWS assigns when it creates the role',
    'look the id up (aws iam get-role --role-name ROLE --query Role.RoleId) and accept this with --accept role-id-not-known'),
  'undocumented-function': entry('an expression calls a function that neither Google nor CEL documents', 'use a function that Google documents for attribute mappings, such as extract or split'),
  'custom-role': entry('the contents of a custom role are not in the files', 'grant a predefined role, or pass the file that defines the custom role'),
  'conditional-grant': entry('a grant depends on a condition, or on what is known only after the apply', 'remove the condition, or accept this with --accept conditional-grant'),
  'granted-elsewhere': entry('no grant to the workload is in the files', 'pass the configuration that grants roles to the workload too'),
  'possible-caller': entry('a caller other than the workloads may be admitted', 'make condition and member equal to the full ARN of the role, and write out what is known only after the apply'),
} satisfies Readonly<Record<string, Omit<CatalogueEntry, 'about'>>>;

function entry(title: string, fix: string): Pick<CatalogueEntry, 'severity' | 'title' | 'fix' | 'runtimeError'> {
  return { severity: 'depends', title, fix };
}
