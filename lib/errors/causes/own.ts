import { CHECK, inCode, onWorkstation } from './commands';
import { LIMITS } from '../../federation/limits';
import { Cause } from '../known-error';

const SYNTH = 'npx cdk synth';

/** Why cdk-gcp-federation itself refuses something, at synthesis or on its command line. */
export const OWN_CAUSES = {
  'value-known-at-deployment': {
    cause: 'Google needs the account, the role name and the project before AWS deploys: `Stack.account` is a token '
      + 'in a stack without `env`, and CloudFormation cannot read Terraform',
    confirm: [inCode('grep -rn "env:" bin lib', 'an account in the env of the stack')],
    fix: ['write the value out, or read it from the environment, a file or the CDK context'],
  },
  'project-id-for-number': {
    cause: 'the project id stands in for the number: Google knows the members of a pool by number only, and later '
      + 'answers `Invalid value for "audience"`',
    confirm: [onWorkstation("gcloud projects describe PROJECT_ID --format='value(projectNumber)'", 'gcpProjectNumber')],
    fix: ['pass the digits as gcpProjectNumber'],
  },
  'path-in-role-name': {
    cause: 'the ARN that AWS STS reports to Google, `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`, has no path, '
      + 'even if the role has one',
    confirm: [
      onWorkstation('aws iam get-role --role-name ROLE --query Role.Path', 'the path, which roleName must not repeat'),
    ],
    fix: ['pass the bare name as roleName, and the path as path'],
  },
  'account-of-other-stack': {
    cause: 'the stack has another account in its env than awsAccountId, and Google admits the role in that account '
      + 'only',
    confirm: [inCode('grep -rn "awsAccountId\\|env:" bin lib', 'the same account in both')],
    fix: ['make both equal'],
  },
  'instance-has-role': {
    cause: 'the instance has another role, and swapping it would take away the permissions of what runs there',
    confirm: [inCode('grep -rn "role:" bin lib', 'role: federated.role at the instance')],
    fix: [
      'pass role: federated.role to a new instance',
      'or pass role: instance.role to GcpFederatedRole, with roleName = its name as deployed',
    ],
  },
  'role-name-twice': {
    cause: 'two constructs create an IAM role of this name in one account: the second stack would fail to deploy, '
      + 'also in another region',
    confirm: [inCode('grep -rn "roleName" bin lib', 'each name once in an account')],
    fix: ["choose another roleName, or use the first role with role: iam.Role.fromRoleName(this, 'Role', 'ROLE')"],
  },
  'session-name-too-long': {
    cause: 'the subject is the whole ARN with the session name, which for Lambda is the name of the function: '
      + `Google allows ${LIMITS.subjectBytes} bytes`,
    confirm: [inCode(CHECK, 'no finding about google.subject')],
    fix: ['shorten the role name, or pass subject: GcpSubject.userId()'],
  },
  'user-data-without-shell': {
    cause: 'the user data is no shell script, such as #cloud-config: commands cannot be added to it',
    confirm: [inCode('grep -rn "UserData" bin lib', 'ec2.UserData.forLinux() or ec2.UserData.forWindows()')],
    fix: ['give the instance user data of several parts, as the message shows it'],
  },
  'host-of-containers': {
    cause: 'the instance is a container host of ECS: files on it do not reach its containers, and all of them would '
      + 'act as one role',
    confirm: [inCode('grep -rn "ECS_CLUSTER\\|EcsOptimized" bin lib', 'a line means this cause')],
    fix: ['call addToTaskDefinition for each task, and leave the host as it is'],
  },
  'loopback-not-shared': {
    cause: 'the containers of the task do not share loopback, on which the credentials are served: Fargate always '
      + 'has awsvpc',
    confirm: [inCode('grep -rn "networkMode" bin lib', 'ecs.NetworkMode.AWS_VPC')],
    fix: [
      'pass networkMode: ecs.NetworkMode.AWS_VPC',
      'or let the start command export the credentials, and use federated.functionCredentialConfig',
    ],
  },
  'one-pool-for-accounts': {
    cause: 'federations of several AWS accounts have the same poolId: a provider admits exactly one account',
    confirm: [inCode('grep -rn "poolId" .', 'an id of its own for each account')],
    fix: ['pass another poolId for each account, such as aws-ACCOUNT'],
  },
  'value-refused': {
    cause: 'a construct refuses a value: its message names the value, what is allowed and the fix',
    confirm: [inCode(SYNTH, 'the message in the line that begins with Error or ValidationError')],
    fix: ['change the value as the message says'],
  },
  'command-refused': {
    cause: 'the command could not do what was asked and gives no verdict: its message says what to change',
    confirm: [inCode('npx cdk-gcp-federation --help', 'the options, each with what it takes')],
    fix: ['change what the message names; the page at its end has the causes'],
  },
} satisfies Readonly<Record<string, Cause>>;
