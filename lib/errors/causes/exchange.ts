import {
  AUDIENCE, CHECK, DESCRIBE_POOL, DESCRIBE_PROVIDER, inCode, INSTANCE_ROLE, LIST_POOLS, onWorkload, onWorkstation,
  ROLE_ARN,
} from './commands';
import { POD_TOKEN_PATH } from '../../federation/installation/installation';
import { LIMITS } from '../../federation/limits';
import { Cause } from '../known-error';

const AUDIENCE_LINE = 'grep \'"audience"\' "$GOOGLE_APPLICATION_CREDENTIALS"';
const PROVIDER_RULES = `${DESCRIBE_PROVIDER} --format='yaml(aws,oidc,attributeCondition,attributeMapping)'`;
const CLAIMS = `cut -d. -f2 ${POD_TOKEN_PATH} | base64 -d 2>/dev/null`;

/** Why Google STS does not exchange a token. */
export const EXCHANGE_CAUSES = {
  'audience-project-id': {
    cause: 'the audience holds the project id instead of the project number',
    confirm: [
      onWorkload(AUDIENCE_LINE, AUDIENCE),
      onWorkstation(
        "gcloud projects describe PROJECT_ID --format='value(projectNumber)'",
        'the NUMBER of the audience',
      ),
    ],
    fix: ['set gcpProjectNumber to the number of the project, and deploy both sides'],
  },
  'audience-malformed': {
    cause: 'the prefix //iam.googleapis.com/ of the audience is missing or there twice, or a part of the name is '
      + 'missing',
    confirm: [onWorkload(AUDIENCE_LINE, AUDIENCE)],
    fix: ['take the audience from GcpFederatedRole.credentialConfig instead of writing it by hand'],
  },
  'audience-of-other-provider': {
    cause: 'the audience names another project number, pool or provider than the deployed one',
    confirm: [
      onWorkload(AUDIENCE_LINE, AUDIENCE),
      onWorkstation(
        `${DESCRIBE_PROVIDER} --format='value(name,state)'`,
        'the name that the audience ends with, and ACTIVE',
      ),
    ],
    fix: ['build both sides from the same federation object; deploy the Google side first, then the AWS side'],
  },
  'pool-not-deployed': {
    cause: 'the Google side is not deployed yet, or in another project',
    confirm: [onWorkstation(LIST_POOLS, 'the pool of the audience')],
    fix: ['apply the Google side, and wait a few minutes'],
  },
  'pool-deleted': {
    cause: 'the pool or the provider was deleted: it stays for 30 days in the state DELETED',
    confirm: [onWorkstation(LIST_POOLS, 'state: ACTIVE; DELETED means this cause')],
    fix: ['gcloud iam workload-identity-pools undelete POOL (and providers undelete PROVIDER), then apply with '
      + 'takeOver: { pool: true, provider: true }'],
  },
  'pool-disabled': {
    cause: 'the pool or the provider is disabled',
    confirm: [onWorkstation(`${DESCRIBE_POOL}; ${DESCRIBE_PROVIDER}`, 'no line `disabled: true`')],
    fix: ['remove `disabled` from the Terraform configuration and apply'],
  },
  'other-role': {
    cause: 'the process runs under a different role than the federated one; ECS tasks on EC2 run under the role of '
      + 'the instance with an EC2 configuration',
    confirm: [
      onWorkload(INSTANCE_ROLE, 'the role of the condition, letter by letter'),
      onWorkstation(PROVIDER_RULES, `a condition with exactly ${ROLE_ARN}`),
      inCode(CHECK, 'the step at which the workload is rejected, with both values'),
    ],
    fix: [
      'give the workload the federated role, or write its deployed name into roleName; then deploy the Google side',
    ],
  },
  'other-account': {
    cause: 'the AWS account or the partition of the provider is not that of the workload',
    confirm: [
      onWorkstation('aws sts get-caller-identity', 'the account of the provider'),
      onWorkstation(PROVIDER_RULES, 'aws.accountId with the account of the workload'),
    ],
    fix: ['correct awsAccountId (and awsPartition), or deploy the workload into that account'],
  },
  'condition-with-path': {
    cause: 'the condition holds a role path or the ARN of the role itself: an assumed-role ARN has no path',
    confirm: [onWorkstation(PROVIDER_RULES, `${ROLE_ARN}, without a path and without :role/`)],
    fix: [`compare with ${ROLE_ARN}; never loosen the condition to contains or startsWith without the closing slash`],
  },
  'condition-letter-case': {
    cause: 'the letter case of the role name differs: Google compares letter by letter',
    confirm: [onWorkload(INSTANCE_ROLE, 'the name as the condition has it')],
    fix: ['write the name as the role has it'],
  },
  'subject-too-long': {
    cause: `google.subject is the whole ARN, ${ROLE_ARN}/SESSION: a long role name and a long session name (a Lambda `
      + `function name, an EKS pod) exceed ${LIMITS.subjectBytes} bytes together`,
    confirm: [
      onWorkstation(
        "printf %s 'arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION' | wc -c",
        `at most ${LIMITS.subjectBytes}`,
      ),
    ],
    fix: [
      'map the user id instead, which always fits: subject: GcpSubject.userId()',
      'or give the role, or the Lambda function, a shorter name',
    ],
  },
  'subject-not-mapped': {
    cause: 'the mapping gives google.subject no value for this token: it reads a claim that the token does not have, '
      + 'or the mapping lacks google.subject',
    confirm: [onWorkstation(PROVIDER_RULES, 'google.subject: assertion.arn (AWS) or assertion.sub (OpenID Connect)')],
    fix: [
      "map google.subject to 'assertion.arn' for AWS, to 'assertion.sub' for Kubernetes; an own mapping replaces the "
        + 'default as a whole',
    ],
  },
  'mapping-not-evaluated': {
    cause: 'an expression of the attribute mapping cannot be evaluated for this token, or gives something other than '
      + 'a string',
    confirm: [onWorkstation(PROVIDER_RULES, 'expressions over assertion with the functions that Google documents')],
    fix: [
      'convert numbers with string(...); take a part of the ARN with extract(...)',
      'or leave the mapping out: the default for AWS maps google.subject and attribute.aws_role',
    ],
  },
  'issuer-of-other-cluster': {
    cause: 'the token is of another issuer than the provider trusts: each EKS cluster has an issuer of its own, and '
      + 'a new one when it is created again',
    confirm: [
      onWorkload(CLAIMS, 'under iss the issuerUri of the provider, letter by letter'),
      onWorkstation(
        'aws eks describe-cluster --name CLUSTER --query cluster.identity.oidc.issuer --output text',
        'the same',
      ),
    ],
    fix: [
      'write the issuer of the cluster into issuerUri, and deploy the Google side; another cluster takes a pool of '
        + 'its own',
    ],
  },
  'token-for-other-audience': {
    cause: 'the token was made for somebody else: the default token of a pod is for the API server, that of IRSA for '
      + 'sts.amazonaws.com',
    confirm: [onWorkload(CLAIMS, 'under aud the full name of the provider with https: before it')],
    fix: [
      'take the volume that GcpKubernetesServiceAccount.podWithCredentials adds, and the configuration of the same '
        + 'object',
    ],
  },
  'token-copied': {
    cause: 'the token has expired: a copy of it is used, while Kubernetes renews only the file of the volume',
    confirm: [onWorkload(`${CLAIMS}; date +%s`, 'an exp that is still to come')],
    fix: [
      'let the configuration name the file in the volume, and mount the volume without subPath, with which files are '
        + 'not renewed',
      `it may live ${LIMITS.podTokenSeconds.minimum} to ${LIMITS.podTokenSeconds.maximum} seconds: `
        + 'tokenExpirationSeconds',
    ],
  },
  'issuer-not-reachable': {
    cause: 'Google could not read the keys at issuerUri: the cluster is private or deleted, or the address is misspelt',
    confirm: [
      onWorkstation('curl -sS ISSUER/.well-known/openid-configuration', 'JSON with jwks_uri, from anywhere'),
      onWorkstation(PROVIDER_RULES, 'oidc.issuerUri, and oidc.jwksJson if Google is not to ask'),
    ],
    fix: [
      'correct issuerUri; if Google cannot reach it, pass the keys by jwksJson, and again whenever the cluster '
        + 'rotates them',
    ],
  },
  'keys-rotated': {
    cause: 'the token is signed with a key that the provider does not have: the cluster rotated its keys after '
      + 'jwksJson was written',
    confirm: [
      onWorkload(
        `cut -d. -f1 ${POD_TOKEN_PATH} | base64 -d 2>/dev/null`,
        'a kid that is among the keys of the provider',
      ),
    ],
    fix: ['write the present keys into jwksJson and apply, or leave jwksJson out if the issuer is public'],
  },
} satisfies Readonly<Record<string, Cause>>;
