import { HttpAnswer, HttpRequest } from '../../../lib/rehearsal/emulators';
import { Surroundings } from '../../e2e/clients/namespace/surroundings';
import { answers } from '../../e2e/faults/disturbances';

/** A machine on which something is as it should not be, or which is in order. */
export interface Machine {
  /** Commands of root before the doctor comes. */
  readonly prepare?: string;
  /** What is different in the clouds. */
  readonly clouds?: (surroundings: Surroundings) => void;
  /** Variables of the program, on top of those of a login shell. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Variables of the login shell that the program does not have. */
  readonly without?: readonly string[];
  readonly arguments?: readonly string[];
  /** The cause that the doctor has to name. @default - the machine is in order */
  readonly cause?: string;
}

const CONFIG = '/etc/cdk-gcp/credential-config.json';
const change = (from: string, to: string) => `sed -i 's#${from}#${to}#' ${CONFIG}`;

/** An answer of Google STS to every exchange. */
function exchangeAnswers(status: number, body: object): (surroundings: Surroundings) => void {
  return surroundings => {
    surroundings.disturbance = (service, request, undisturbed) =>
      service === 'googleSts' && request.method === 'POST' ? { status, body } : undisturbed();
  };
}

function impersonationAnswers(status: number, message: string): (surroundings: Surroundings) => void {
  return surroundings => {
    surroundings.disturbance = (service, request, undisturbed) =>
      service === 'iamCredentials' && request.method === 'POST'
        ? { status, body: { error: { code: status, message } } }
        : undisturbed();
  };
}

function metadataAnswers(
  path: RegExp,
  answer: (request: HttpRequest) => HttpAnswer,
): (surroundings: Surroundings) => void {
  return surroundings => {
    surroundings.disturbance = (service, request, undisturbed) =>
      service === 'instanceMetadata' && path.test(request.path) ? answer(request) : undisturbed();
  };
}

export const MACHINES: Readonly<Record<string, Machine>> = {
  'in order': {},
  'in order, with a bucket': { arguments: ['--bucket', 'rehearsal-my-gcp-project'] },
  'in order, behind a proxy that spares metadata': {
    variables: { NO_PROXY: '169.254.169.254,.googleapis.com', HTTPS_PROXY: 'http://127.0.0.1:3128' },
  },
  'in order, region in the variables': { variables: { AWS_REGION: 'eu-west-1' } },
  'in order, clock two minutes slow': { clouds: surroundings => surroundings.advance('aws', 120) },
  'variable not set': { without: ['GOOGLE_APPLICATION_CREDENTIALS'], cause: 'variable-not-set' },
  'JSON in the variable': {
    variables: { GOOGLE_APPLICATION_CREDENTIALS: '{"type": "external_account"}' },
    cause: 'json-in-variable',
  },
  'user data failed': {
    prepare: `rm ${CONFIG} /etc/profile.d/zz-cdk-gcp.sh; touch /run/cdk-gcp-failed`,
    cause: 'installation-failed',
  },
  'file removed': { prepare: `rm ${CONFIG}`, cause: 'file-not-there' },
  'file cut off': {
    prepare: `head -c 200 ${CONFIG} >/run/cut && cat /run/cut >${CONFIG}`,
    cause: 'configuration-not-json',
  },
  'a key in its place': {
    prepare: `echo '{"type": "service_account", "private_key": "-----BEGIN"}' >${CONFIG}`,
    cause: 'key-in-place-of-configuration',
  },
  'project id in the audience': {
    prepare: change('projects/123456789012', 'projects/my-gcp-project'),
    cause: 'audience-project-id',
  },
  'doubled prefix in the audience': {
    prepare: change('"//iam', '"//iam.googleapis.com//iam'),
    cause: 'audience-malformed',
  },
  'a token URL of somebody else': {
    prepare: change('sts.googleapis.com', 'sts.googleapis.com.example.org'),
    cause: 'token-url-foreign',
  },
  'another pool': { prepare: change('aws-identity-pool', 'other-pool'), cause: 'pool-not-deployed' },
  'lifetime out of range': {
    prepare: change(
      '"service_account_impersonation_url"',
      '"service_account_impersonation": {"token_lifetime_seconds": 300}, "service_account_impersonation_url"',
    ),
    cause: 'lifetime-out-of-range',
  },
  'no IMDSv2 in the configuration': {
    prepare: `sed -i '/imdsv2/d; s#\\(regional_cred.*\\)",#\\1"#' ${CONFIG}`,
    cause: 'imdsv2-url-missing',
  },
  'region in place of the zone': {
    prepare: change('placement/availability-zone', 'placement/region'),
    cause: 'aws-region-wrong',
  },
  'Local Zone': {
    clouds: ({ clouds: { metadata } }) => {
      metadata.instance = { ...metadata.instance, availabilityZone: 'us-west-2-lax-1a' };
    },
    cause: 'aws-region-wrong',
  },
  'no instance profile': { clouds: surroundings => surroundings.takeRole(), cause: 'instance-profile-missing' },
  'role deleted': {
    clouds: metadataAnswers(/security-credentials\/.+/, () => ({
      status: 200,
      body: '{"Code": "AssumeRoleUnauthorizedAccess", "Message": "EC2 cannot assume the role"}',
    })),
    cause: 'instance-role-deleted',
  },
  'metadata switched off': {
    clouds: metadataAnswers(/api\/token/, () => ({ status: 403, body: 'Forbidden' })),
    cause: 'metadata-switched-off',
  },
  'metadata answered by another': {
    clouds: metadataAnswers(/api\/token/, () => ({ status: 404, body: '<html>' })),
    cause: 'metadata-answered-by-another',
  },
  'no metadata': { prepare: 'ip address del 169.254.169.254/32 dev lo', cause: 'no-metadata-service' },
  'a task without a sidecar': {
    prepare: 'ip address del 169.254.169.254/32 dev lo',
    variables: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/x' },
    cause: 'container-credentials',
  },
  'a sidecar that does not run': {
    prepare: change('http://169.254.169.254', 'http://127.0.0.1:16925'),
    cause: 'sidecar-not-running',
  },
  'HTTP_PROXY without exceptions': {
    without: ['NO_PROXY', 'no_proxy'],
    variables: { HTTP_PROXY: 'http://user:hunter2hunter2@proxy.example:3128' },
    cause: 'metadata-through-proxy',
  },
  'HTTPS_PROXY without exceptions': {
    without: ['NO_PROXY', 'no_proxy'],
    variables: { https_proxy: 'http://proxy.example:3128' },
    cause: 'metadata-through-proxy',
  },
  'a proxy that does not answer': {
    variables: { NO_PROXY: '169.254.169.254', HTTPS_PROXY: 'http://127.0.0.1:3129' },
    cause: 'proxy-refuses',
  },
  'stale keys in the variables': {
    variables: {
      AWS_ACCESS_KEY_ID: 'ASIAEXAMPLEEXAMPLE12',
      AWS_SECRET_ACCESS_KEY: 'not-the-secret-of-this-key',
      AWS_SESSION_TOKEN: 'not-the-session-token-of-this',
    },
    cause: 'aws-keys-unknown',
  },
  'keys without their session token': {
    variables: { AWS_ACCESS_KEY_ID: 'ASIAEXAMPLEEXAMPLE12', AWS_SECRET_ACCESS_KEY: 'not-the-secret-of-this-key' },
    cause: 'aws-session-token-missing',
  },
  'names not resolved': { prepare: "sed -i 's/sts.googleapis.com//' /etc/hosts", cause: 'names-not-resolved' },
  'no route to Google': {
    prepare: "sed -i 's/sts.googleapis.com//' /etc/hosts; echo '192.0.2.1 sts.googleapis.com' >>/etc/hosts",
    cause: 'no-route-to-google',
  },
  'TLS that is not trusted': { prepare: ': >/etc/ssl/certs/ca-certificates.crt', cause: 'tls-intercepted' },
  'clock twenty minutes slow': {
    clouds: surroundings => {
      surroundings.advance('aws', 1200);
      surroundings.disturbance = async (service, _, undisturbed) => {
        const answer = await undisturbed();
        return service === 'googleSts'
          ? { ...answer, headers: { ...answer.headers, date: new Date(Date.now() + 1_200_000).toUTCString() } }
          : answer;
      };
    },
    cause: 'clock-wrong',
  },
  'another role': { clouds: surroundings => surroundings.giveRole({ roleName: 'somebody-else' }), cause: 'other-role' },
  'another account': {
    clouds: surroundings => surroundings.giveRole({ account: '999988887777' }),
    cause: 'other-account',
  },
  'AWS credentials that have expired': {
    clouds: exchangeAnswers(400, {
      error: 'invalid_grant',
      error_description:
        'Received invalid AWS response of type ExpiredToken with error message: The security token included in the request is expired',
    }),
    cause: 'aws-credentials-ended',
  },
  'Google STS busy': {
    clouds: surroundings => {
      surroundings.disturbance = (service, request, undisturbed) =>
        request.method === 'POST' ? answers('googleSts', 503)(service, request, undisturbed) : undisturbed();
    },
    cause: 'google-unavailable',
  },
  'subject too long': {
    clouds: exchangeAnswers(400, {
      error: 'invalid_request',
      error_description:
        'The size of mapped attribute google.subject exceeds the 127 bytes limit. Either modify your attribute mapping or the incoming assertion to produce a mapped attribute that is less than 127 bytes.',
    }),
    cause: 'subject-too-long',
  },
  'member that differs': {
    clouds: impersonationAnswers(
      403,
      "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
    ),
    cause: 'member-differs',
  },
  'IAM Credentials API off': {
    clouds: impersonationAnswers(
      403,
      'IAM Service Account Credentials API has not been used in project 123456789012 before or it is disabled. Enable it by visiting ...',
    ),
    cause: 'api-not-enabled',
  },
  'service account deleted': {
    clouds: impersonationAnswers(
      404,
      'Not found; Gaia id not found for email gcs-reader@my-gcp-project.iam.gserviceaccount.com',
    ),
    cause: 'service-account-wrong',
  },
  'bucket without a grant': {
    arguments: ['--bucket', 'rehearsal-my-gcp-project'],
    clouds: surroundings => {
      surroundings.disturbance = (service, _, undisturbed) =>
        service === 'cloudStorage' && _.path !== '/'
          ? { status: 403, body: { error: { code: 403, message: 'x does not have storage.objects.list access' } } }
          : undisturbed();
    },
    cause: 'role-missing',
  },
  'bucket that is not there': {
    arguments: ['--bucket', 'no-such-bucket'],
    clouds: surroundings => {
      surroundings.disturbance = (service, _, undisturbed) =>
        service === 'cloudStorage' && _.path !== '/'
          ? { status: 404, body: { error: { code: 404, message: 'The specified bucket does not exist.' } } }
          : undisturbed();
    },
    cause: 'resource-not-there',
  },
};
