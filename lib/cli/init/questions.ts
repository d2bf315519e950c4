import { accessOf, Answers, DIRECT, ownServiceAccount } from './answers';
import { CdkApp } from './cdk-app';
import { GRANT_KINDS, grantOf, parseGrants, unknownRoles } from './grant-answer';
import { validateAwsAccountId } from '../../federation/aws-account';
import { validateProjectId, validateProjectNumber } from '../../federation/gcp-project';
import { validateRoleName } from '../../federation/role-name';

/** What proposals are made from. */
export interface Known {
  readonly app: CdkApp;
  /** @default - that of the library */
  readonly awsPartition?: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The project that `gcloud` is configured for. */
  readonly project: () => Promise<string | undefined>;
  /** The number of a project, from `gcloud` if it may be asked. */
  readonly projectNumber: (projectId: string) => Promise<string | undefined>;
}

/** One of the few questions. */
export interface Question {
  readonly name: keyof Answers;
  readonly flag: string;
  /** What stands before the answer. */
  readonly text: string;
  /** What is said before the question. @default - nothing */
  readonly hint?: (known: Known, proposal?: string) => string | undefined;
  readonly propose: (known: Known, before: Partial<Answers>) => string | undefined | Promise<string | undefined>;
  /** Describes what is doubtful in an answer, so that it can be corrected. @default - nothing */
  readonly doubts?: (answer: string) => readonly string[];
  /** Throws if the library would not take the answer. */
  readonly validate: (answer: string, before: Partial<Answers>) => void;
}

/** A name for the role where the app has none to offer. */
const NEW_ROLE = 'gcp-workload';

/** In the order in which they are asked. */
export const QUESTIONS: readonly Question[] = [
  {
    name: 'gcpProjectId',
    flag: 'gcp-project-id',
    text: 'Google Cloud project, by id',
    propose: async ({ environment, project }) => environment.GOOGLE_CLOUD_PROJECT || project(),
    validate: answer => validateProjectId('gcpProjectId', answer),
  },
  {
    name: 'gcpProjectNumber',
    flag: 'gcp-project-number',
    text: 'Its number',
    hint: (_, proposal) => proposal !== undefined ? undefined : 'Google knows the members of a pool by the number of the project; the welcome page of its console shows it.',
    propose: ({ projectNumber }, { gcpProjectId }) => gcpProjectId === undefined ? undefined : projectNumber(gcpProjectId),
    validate: (answer, { gcpProjectId = 'PROJECT_ID' }) => validateProjectNumber(answer, gcpProjectId),
  },
  {
    name: 'roleName',
    flag: 'role-name',
    text: 'IAM role of the workload',
    hint: ({ app: { roles } }) => roles.length === 0 ? undefined : `The app has ${some(roles.map(({ name }) => name))}; any other name makes a role.`,
    propose: ({ app: { roles } }) => {
      const [first, second] = roles;
      const isClear = first !== undefined && (second === undefined || (first.instances.length > 0 && second.instances.length === 0));
      return isClear ? first.name : NEW_ROLE;
    },
    validate: validateRoleName,
  },
  {
    name: 'awsAccountId',
    flag: 'aws-account-id',
    text: 'AWS account of the role',
    hint: ({ app: { accounts } }) => accounts.length < 2 ? undefined : `The app has stacks in ${some(accounts)}.`,
    propose: ({ app: { accounts, roles }, environment }, { roleName }) => roles.find(({ name }) => name === roleName)?.account
      ?? (accounts.length === 1 ? accounts[0] : environment.CDK_DEFAULT_ACCOUNT),
    validate: validateAwsAccountId,
  },
  {
    name: 'serviceAccount',
    flag: 'service-account',
    text: 'Service account',
    hint: () => `The role acts as a service account of its own. Or enter the id of a different one to create, the email of an existing one, or ${DIRECT} for none.`,
    propose: ({ awsPartition }, { awsAccountId = '', roleName = '' }) => ownServiceAccount({ awsAccountId, roleName }, awsPartition),
    validate: accessOf,
  },
  {
    name: 'grants',
    flag: 'grant',
    text: 'What it may do, empty for nothing yet',
    hint: () => `Grants, with spaces between: ROLE on the project, or KIND:NAME:ROLE with the kinds ${GRANT_KINDS}.`,
    propose: () => '',
    doubts: unknownRoles,
    validate: answer => parseGrants(answer).map(grantOf),
  },
];

const NAMED_AT_MOST = 5;

function some(names: readonly string[]): string {
  const more = names.length - NAMED_AT_MOST;
  return more > 0 ? `${names.slice(0, NAMED_AT_MOST).join(', ')} and ${more} more` : names.join(', ');
}
