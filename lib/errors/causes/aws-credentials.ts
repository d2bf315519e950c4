import { ASK_FOR_TOKEN, AWS_VARIABLES, INSTANCE_ROLE, onWorkload, onWorkstation, SHOW_CONFIGURATION } from './commands';
import { METADATA_ADDRESSES } from '../../federation/installation/installation';
import { Cause } from '../known-error';

const [INSTANCE_METADATA] = METADATA_ADDRESSES;
const NO_PROXY = METADATA_ADDRESSES.join(',');
const METADATA_OPTIONS
  = "aws ec2 describe-instances --instance-ids INSTANCE --query 'Reservations[].Instances[].MetadataOptions'";

/** What keeps a client from its AWS credentials, or makes AWS STS reject what it signed with them. */
export const AWS_CREDENTIAL_CAUSES = {
  'container-credentials': {
    cause: 'the workload runs on ECS, Fargate or EKS, whose credentials come from AWS_CONTAINER_CREDENTIALS_*: no '
      + 'released Google client reads these',
    confirm: [
      onWorkload(AWS_VARIABLES, 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI means container credentials'),
    ],
    fix: [
      'ECS and Fargate: addToTaskDefinition adds a sidecar that serves the credentials as instance metadata, for '
        + 'unmodified clients',
      'EKS: podWithCredentials does the same, or federate the Kubernetes service account by '
        + 'GcpKubernetesServiceAccount',
      'own code: pass a supplier of AWS credentials to the client, which the Python, Node, Java and Go libraries take',
    ],
    signs: ['fargate', 'AWS_CONTAINER_CREDENTIALS', 'AWS_ECS', '169.254.170.2', '169.254.170.23'],
  },
  'metadata-urls-missing': {
    cause: 'the configuration has no url or region_url, and the environment holds no AWS_ACCESS_KEY_ID or AWS_REGION '
      + 'either',
    confirm: [
      onWorkload(SHOW_CONFIGURATION, 'credential_source with url and region_url'),
      onWorkload(
        AWS_VARIABLES,
        'AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN in a Lambda function',
      ),
    ],
    fix: [
      'EC2: use the configuration of addToInstance, or create-cred-config with --aws --enable-imdsv2',
      'Lambda: addToFunction; leave AWS_REGION and the credentials that the runtime sets in the environment of the '
        + 'program',
      'if only the region is missing: export AWS_REGION',
    ],
    signs: ['/var/task', '/var/runtime', 'AWS_LAMBDA'],
  },
  'no-metadata-service': {
    cause: 'Fargate and Lambda have no instance metadata service, but the configuration names its token URL '
      + '(imdsv2_session_token_url), or the environment has no AWS credentials',
    confirm: [onWorkload(AWS_VARIABLES,
      'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI means ECS or Fargate, AWS_LAMBDA_FUNCTION_NAME a function')],
    fix: ['Fargate: addToTaskDefinition; Lambda: addToFunction. Each installs the configuration that fits'],
    signs: ['Errno 22', 'Invalid argument', 'fargate', '/var/task', '/var/runtime', 'AWS_ECS', 'EINVAL'],
  },
  'metadata-hop-limit': {
    cause: 'a container on the bridge network of an EC2 host: the hop limit of 1 drops the answer to the token request',
    confirm: [
      onWorkload(ASK_FOR_TOKEN, '200 on the host; no answer in the container means the hop limit'),
      onWorkstation(METADATA_OPTIONS, 'HttpPutResponseHopLimit 2'),
    ],
    fix: ['addToInstance with metadataHopLimit 2, or host networking for the container'],
    signs: ['/api/token', 'docker', 'containerd', 'kubepods'],
  },
  'metadata-through-proxy': {
    cause: `a proxy is set, and NO_PROXY does not hold ${INSTANCE_METADATA}: `
      + 'the request for metadata goes to the proxy',
    confirm: [onWorkload('env | grep -i proxy', `NO_PROXY with ${NO_PROXY} wherever a proxy is set`)],
    fix: [`export NO_PROXY=${NO_PROXY} next to the proxy, for the service too`],
    signs: ['proxy', 'squid', 'tunneling socket', 'ERR_ACCESS_DENIED', '407'],
  },
  'metadata-switched-off': {
    cause: 'instance metadata is switched off on the instance',
    confirm: [
      onWorkload(ASK_FOR_TOKEN, '200; 403 or no answer means that it is switched off or out of reach'),
      onWorkstation(METADATA_OPTIONS, 'HttpEndpoint enabled'),
    ],
    fix: [
      'aws ec2 modify-instance-metadata-options --instance-id INSTANCE --http-endpoint enabled --http-tokens required',
    ],
    signs: ['403 - Forbidden'],
  },
  'metadata-answered-by-another': {
    cause: 'something else answers in place of instance metadata, such as kube2iam, a metadata proxy or an emulator '
      + 'without IMDSv2',
    confirm: [onWorkload(ASK_FOR_TOKEN, '200; 401, 404 or 405 means that something else answers')],
    fix: ['let the process reach the instance metadata itself, or give it a configuration for its kind of workload'],
    signs: ["b'Unauthorized'", 'kube2iam', 'kiam', '405'],
  },
  'imdsv2-url-missing': {
    cause: 'the instance requires IMDSv2, and the configuration lacks imdsv2_session_token_url, so that the client '
      + 'asks without a token',
    confirm: [
      onWorkload('grep imdsv2_session_token_url "$GOOGLE_APPLICATION_CREDENTIALS"',
        `the line with http://${INSTANCE_METADATA}/latest/api/token; nothing means this cause`),
      onWorkstation(METADATA_OPTIONS, 'HttpTokens required'),
    ],
    fix: [
      'create the configuration with the URL: GcpFederatedRole always does, gcloud iam workload-identity-pools '
        + 'create-cred-config with --enable-imdsv2',
      'do not switch IMDSv1 back on: the URL does no harm if it is allowed',
    ],
  },
  'instance-profile-missing': {
    cause: 'no instance profile is attached to the instance, so that it has no AWS credentials',
    confirm: [
      onWorkload(INSTANCE_ROLE, 'the name of a role and 200; 404 means that the instance has none'),
      onWorkstation('aws ec2 describe-iam-instance-profile-associations --filters Name=instance-id,Values=INSTANCE',
        'one association in the state associated'),
    ],
    fix: [
      'pass role: federated.role to the instance, so that its profile holds the federated role',
      'on an instance that runs: aws ec2 associate-iam-instance-profile --instance-id INSTANCE '
        + '--iam-instance-profile Name=PROFILE',
    ],
  },
  'instance-role-deleted': {
    cause: 'the instance profile holds no role, or its role was deleted and created again',
    confirm: [
      onWorkload(INSTANCE_ROLE, 'the name of the role and 200'),
      onWorkstation('aws iam get-instance-profile --instance-profile-name PROFILE', 'the role under Roles'),
    ],
    fix: ['remove the role from the instance profile and add it again; then wait for new credentials'],
    signs: ['AssumeRoleUnauthorizedAccess'],
  },
  'aws-keys-stale': {
    cause: 'AWS_ACCESS_KEY_ID and its companions in the environment have expired, or belong to a deleted key: every '
      + 'client prefers them to instance metadata',
    confirm: [onWorkload(AWS_VARIABLES, 'no AWS_ACCESS_KEY_ID on EC2; in a Lambda function the three of the runtime')],
    fix: [
      'unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN for the process, so that it asks instance '
        + 'metadata',
      'if a script exported them, export them again: they last for some hours',
    ],
    signs: ['ExpiredToken', 'expired'],
  },
  'aws-session-token-missing': {
    cause: 'AWS_ACCESS_KEY_ID begins with ASIA, and its AWS_SESSION_TOKEN is missing or belongs to other credentials',
    confirm: [onWorkload("printf '%.4s\\n' \"$AWS_ACCESS_KEY_ID\"; test -n \"$AWS_SESSION_TOKEN\" && echo token",
      'ASIA with token, or nothing at all')],
    fix: ['export all three variables of the same credentials, or none of them'],
  },
  'aws-secret-of-other-key': {
    cause: 'the secret access key does not belong to the access key id, or a proxy changed the signed request',
    confirm: [onWorkload(AWS_VARIABLES, 'three variables that one command set; mixed sources mean this cause')],
    fix: [
      'export the three variables of one set of credentials; sign the request with exactly the headers that are sent',
    ],
    signs: ['signature we calculated'],
  },
  'clock-wrong': {
    cause: 'the clock of the machine is wrong: AWS accepts signatures of the last 15 minutes, Google tokens that are '
      + 'valid now',
    confirm: [
      onWorkload(
        "date -u; curl -sSI -m 5 https://sts.googleapis.com | grep -i '^date'",
        'the same time, to the minute',
      ),
    ],
    fix: [
      'let chrony or systemd-timesyncd use 169.254.169.123, the time service of AWS; in a virtual machine sync after '
        + 'a suspend',
    ],
    signs: ['Signature expired', 'not yet current', 'is now earlier than', 'is still later than', 'clock'],
  },
  'aws-region-wrong': {
    cause: 'AWS_REGION names a region that does not exist, is not enabled in the account, or belongs to another '
      + 'partition: Google sends the signed request to sts.REGION.amazonaws.com',
    confirm: [onWorkload('echo "$AWS_REGION $AWS_DEFAULT_REGION"',
      'a region of the account, such as eu-central-1; a Local Zone needs AWS_REGION, too')],
    fix: ['export AWS_REGION with the region of the workload, without the letter of an availability zone'],
    signs: ['Credential should be scoped to a valid region', 'region'],
  },
  'china-partition': {
    cause: 'the identity is of the China partition, which sts.amazonaws.com does not know',
    confirm: [onWorkload('echo "$AWS_REGION"', 'no cn- region')],
    fix: ['federate by an OpenID Connect provider there, such as the issuer of an EKS cluster'],
    signs: ['cn-north-1', 'cn-northwest-1', 'aws-cn', 'amazonaws.com.cn'],
  },
  'subject-token-hand-made': {
    cause: 'the subject token was made by hand and is not in the form that Google reads: the URL must hold '
      + '?Action=GetCallerIdentity&Version=2011-06-15, the headers host and x-goog-cloud-target-resource, and the '
      + 'whole must be JSON that is URL-encoded once',
    confirm: [onWorkload("printf '%s' \"$SUBJECT_TOKEN\" | head -c 60", 'text that begins with %7B%22url%22')],
    fix: [
      'let a client library make the token',
      'or follow https://google.aip.dev/auth/4117: method POST, headers as a list of key and value, host among them',
    ],
  },
  'wrong-token-type': {
    cause: 'the kind of token does not suit the provider: an AWS provider takes a signed request, an OpenID Connect '
      + 'provider takes a token of its issuer',
    confirm: [onWorkload('grep subject_token_type "$GOOGLE_APPLICATION_CREDENTIALS"',
      'aws4_request for an AWS provider, jwt or id_token for OpenID Connect')],
    fix: ['point the audience at the provider of that kind, or create another configuration for this one'],
  },
} satisfies Readonly<Record<string, Cause>>;
