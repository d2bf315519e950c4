import { LIMITS } from '../../../federation/limits';
import { CatalogueEntry } from '../explanation';
import { AUDIENCE, CHECK, DESCRIBE_PROVIDER, ROLE_ARN, TROUBLESHOOTING, WHO_AM_I } from './examples';

const NUMBER_OF_PROJECT = "gcloud projects describe PROJECT_ID --format='value(projectNumber)'";

/** What Google STS answers to the exchange of the signed AWS request. */
export const GOOGLE_STS_ERRORS: readonly CatalogueEntry[] = [
  {
    id: 'audience-malformed',
    error: 'Invalid value for "audience"',
    signatures: [['Invalid value for "audience"'], ['Invalid value for audience']],
    from: 'Google STS',
    causes: [
      'the audience holds the project id where Google wants the project number',
      'the prefix //iam.googleapis.com/ stands twice, or is missing',
    ],
    confirm: [
      { command: 'grep \'"audience"\' "$GOOGLE_APPLICATION_CREDENTIALS"', expect: AUDIENCE },
      { command: NUMBER_OF_PROJECT, expect: 'the NUMBER of the audience' },
    ],
    fix: [
      'set gcpProjectNumber to the number of the project, and deploy both sides',
      'never put an audience together by hand: GcpFederatedRole.credentialConfig holds it',
    ],
    docs: TROUBLESHOOTING,
  },
  {
    id: 'provider-not-found',
    error: 'invalid_target: the target service indicated by the "audience" parameters is invalid (pool or provider disabled or deleted, or it does not exist)',
    signatures: [
      ['invalid_target'],
      ['The target service indicated by the "audience" parameters is invalid'],
      ['pool or provider is disabled or deleted'],
    ],
    from: 'Google STS',
    causes: [
      'the audience names another project number, pool or provider than the deployed one',
      'the Google side is not deployed yet',
      'the pool or the provider is disabled, or deleted: deleted ones linger for 30 days in the state DELETED',
    ],
    confirm: [
      { command: DESCRIBE_PROVIDER, expect: 'state: ACTIVE, without disabled: true, and the name that the audience ends with' },
      { command: 'gcloud iam workload-identity-pools describe POOL --location=global --project=PROJECT_ID', expect: 'state: ACTIVE, without disabled: true' },
      { command: CHECK, expect: 'which part of the audience differs' },
    ],
    fix: [
      'build both sides from the same federation object, and deploy the Google side first',
      'deleted: gcloud iam workload-identity-pools undelete POOL (and providers undelete PROVIDER), then apply with takeOver: { pool: true, provider: true }',
      'disabled: remove `disabled` from the Terraform configuration and apply',
    ],
    docs: 'https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers',
  },
  {
    id: 'attribute-condition',
    error: 'The given credential is rejected by the attribute condition',
    signatures: [['The given credential is rejected by the attribute condition'], ['rejected by the attribute condition']],
    from: 'Google STS',
    causes: [
      'the process runs as another role than the federated one; ECS tasks on EC2 run as the role of the instance with an EC2 configuration',
      'the AWS account or the partition of the provider is another one',
      'the condition holds a role path: the assumed-role ARN has none, whatever the path of the role',
      'the letter case of the role name differs',
    ],
    confirm: [
      { command: WHO_AM_I, expect: `Arn ${ROLE_ARN}/SESSION, with the role and account of the condition` },
      { command: `${DESCRIBE_PROVIDER} --format='yaml(aws,attributeCondition,attributeMapping)'`, expect: `accountId, and the condition with exactly ${ROLE_ARN}` },
      { command: CHECK, expect: 'the step at which the workload is refused, with both values' },
    ],
    fix: [
      'give the workload the federated role, or write its deployed name into roleName; then deploy the Google side',
      `compare with ${ROLE_ARN}, without a path; never loosen the condition to contains or startsWith without the closing slash`,
    ],
    docs: 'https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#mappings-and-conditions',
  },
  {
    id: 'subject-too-long',
    error: `The size of mapped attribute google.subject exceeds the ${LIMITS.subjectBytes} bytes limit`,
    signatures: [['The size of mapped attribute google.subject exceeds the'], ['mapped attribute google.subject', 'bytes limit']],
    from: 'Google STS',
    causes: [
      `google.subject is the whole ARN, ${ROLE_ARN}/SESSION: a long role name and a long session name (a Lambda function name, an EKS pod) exceed ${LIMITS.subjectBytes} bytes together`,
    ],
    confirm: [{ command: `${WHO_AM_I} --query Arn --output text | tr -d '\\n' | wc -c`, expect: `at most ${LIMITS.subjectBytes}` }],
    fix: [
      'map the user id instead, which always fits: subject: GcpSubject.userId()',
      'or give the role, or the Lambda function, a shorter name',
    ],
    docs: 'https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#mappings-and-conditions',
  },
];
