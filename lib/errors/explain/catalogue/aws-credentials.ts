import { METADATA_ADDRESSES } from '../../../federation/installation/installation';
import { CatalogueEntry } from '../explanation';
import { SHOW_CONFIGURATION } from './examples';

const [INSTANCE_METADATA] = METADATA_ADDRESSES;
const TOKEN_URL = `http://${INSTANCE_METADATA}/latest/api/token`;
const METADATA_DOCS = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html';
const ASK_FOR_TOKEN = `curl -sS -m 5 -o /dev/null -w '%{http_code}\\n' -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' ${TOKEN_URL}`;

/** How the ways of not reaching a host are reported. */
const UNREACHABLE = [
  'timed out', 'timeout', 'ETIMEDOUT', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNABORTED', 'connection refused', 'no route to host',
  'network is unreachable', 'Max retries exceeded', 'deadline exceeded', 'socket hang up', 'network timeout', 'ConnectTimeout',
];

/** What goes wrong while the client looks for its AWS credentials. */
export const AWS_CREDENTIAL_ERRORS: readonly CatalogueEntry[] = [
  {
    id: 'container-credentials-not-supported',
    error: 'Unable to determine the AWS metadata server security credentials endpoint',
    signatures: [
      ['Unable to determine the AWS metadata server security credentials endpoint'],
      ['Unable to determine AWS role name due to missing', 'credential_source.url'],
      ['Unable to determine AWS region due to missing', 'credential_source.region_url'],
      ['Unable to determine AWS region'],
    ],
    from: 'the Google client library',
    causes: [
      'the workload runs on ECS, Fargate or EKS, whose credentials come from AWS_CONTAINER_CREDENTIALS_*: no released Google client reads these',
      'the configuration has no url or region_url, and the environment holds no AWS_ACCESS_KEY_ID or AWS_REGION either',
    ],
    confirm: [
      { command: 'env | cut -d= -f1 | grep ^AWS_', expect: 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI means container credentials' },
      { command: SHOW_CONFIGURATION, expect: 'credential_source with url and region_url' },
    ],
    fix: [
      'ECS and Fargate: addToTaskDefinition, which puts beside the containers what unmodified clients take for instance metadata',
      'EKS with Pod Identity: podWithCredentials, likewise',
      'Lambda: addToFunction; leave AWS_REGION and the AWS credentials that the runtime sets in the environment',
      'where only the region is missing: export AWS_REGION',
    ],
    docs: 'https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#create-cred-config',
  },
  {
    id: 'metadata-not-reachable',
    error: `timeout on ${INSTANCE_METADATA}/latest/api/token`,
    signatures: [
      ...UNREACHABLE.map(words => [words, `${INSTANCE_METADATA}/latest/api/token`]),
      ...UNREACHABLE.map(words => [words, INSTANCE_METADATA, '/latest/']),
      ...UNREACHABLE.map(words => [words, `${INSTANCE_METADATA}:80`]),
      ['Unable to retrieve AWS Session Token'],
    ],
    from: 'the Google client library',
    causes: [
      'Fargate and Lambda have no instance metadata, but the configuration names its token URL (imdsv2_session_token_url)',
      'a container on the bridge network of an EC2 host: the hop limit of 1 drops the answer to the token request',
      `a proxy is set, and NO_PROXY does not hold ${INSTANCE_METADATA}`,
      'instance metadata is switched off on the instance',
      'something else answers in its place, with an error instead of a session token, such as a stand-in that does not know IMDSv2',
    ],
    confirm: [
      { command: ASK_FOR_TOKEN, expect: '200; no answer means that instance metadata is out of reach, 403 that it is switched off or that the request came by a proxy, 401 that something else answers' },
      { command: "aws ec2 describe-instances --instance-ids INSTANCE --query 'Reservations[].Instances[].MetadataOptions'", expect: 'HttpEndpoint enabled; HttpPutResponseHopLimit 2 for containers' },
      { command: 'env | grep -i proxy', expect: `NO_PROXY holds ${METADATA_ADDRESSES.join(',')} wherever a proxy is set` },
    ],
    fix: [
      'Lambda: addToFunction, whose configuration does not name the token URL. Fargate: addToTaskDefinition',
      'containers on EC2: addToInstance with metadataHopLimit 2, or host networking',
      `export NO_PROXY=${METADATA_ADDRESSES.join(',')} beside the proxy`,
    ],
    docs: METADATA_DOCS,
  },
  {
    id: 'imdsv2-url-missing',
    error: '401 Unable to retrieve AWS region / role name',
    signatures: [
      ['Unable to retrieve AWS region', '401'],
      ['Unable to retrieve AWS role name', '401'],
      ['Unable to retrieve AWS security credentials', '401'],
      ['401', `${INSTANCE_METADATA}/latest/meta-data`],
      ['Unable to retrieve AWS region'],
    ],
    from: 'instance metadata, by way of the Google client library',
    causes: ['the instance requires IMDSv2, and the configuration lacks imdsv2_session_token_url, so the client asks without a token'],
    confirm: [
      { command: 'grep imdsv2_session_token_url "$GOOGLE_APPLICATION_CREDENTIALS"', expect: `the line with ${TOKEN_URL}` },
      { command: "aws ec2 describe-instances --instance-ids INSTANCE --query 'Reservations[].Instances[].MetadataOptions.HttpTokens'", expect: 'required' },
    ],
    fix: [
      'write the configuration anew with the URL: GcpFederatedRole always does, gcloud iam workload-identity-pools create-cred-config with --enable-imdsv2',
      'do not switch IMDSv1 back on: the URL is harmless where it is allowed',
    ],
    docs: METADATA_DOCS,
  },
  {
    id: 'no-instance-profile',
    error: 'Unable to retrieve AWS role name: 404',
    signatures: [
      ['Unable to retrieve AWS role name', '404'],
      ['404', '/latest/meta-data/iam/security-credentials'],
      ['Unable to retrieve AWS role name'],
    ],
    from: 'instance metadata, by way of the Google client library',
    causes: [
      'no instance profile is attached to the instance',
      'the profile holds no role, or its role was deleted and created again',
    ],
    confirm: [
      { command: 'aws ec2 describe-iam-instance-profile-associations --filters Name=instance-id,Values=INSTANCE', expect: 'one association, in the state associated' },
      { command: 'aws iam get-instance-profile --instance-profile-name PROFILE', expect: 'the role under Roles' },
    ],
    fix: [
      'pass role: federated.role to the instance, so that its profile holds the federated role',
      'on an instance that runs: aws ec2 associate-iam-instance-profile --instance-id INSTANCE --iam-instance-profile Name=PROFILE',
    ],
    docs: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html',
  },
];
