import { CREDENTIAL_CONFIG_VARIABLES, DEFAULT_CREDENTIAL_CONFIG_PATH, PROJECT_VARIABLE } from '../../../federation/installation';
import { CatalogueEntry } from '../explanation';
import { CHECK, SHOW_CONFIGURATION } from './examples';

const [CREDENTIALS_VARIABLE, GCLOUD_VARIABLE] = CREDENTIAL_CONFIG_VARIABLES;

/** What clients say before they ask anybody, and what APIs say of their tokens. */
export const CLIENT_ERRORS: readonly CatalogueEntry[] = [
  {
    id: 'no-default-credentials',
    error: 'Could not load the default credentials',
    signatures: [
      ['Could not load the default credentials'],
      ['Your default credentials were not found'],
      ['could not automatically determine credentials'],
      ['could not find default credentials'],
    ],
    from: 'the Google client library',
    causes: [
      `${CREDENTIALS_VARIABLE} is not set in the environment of this process: containers, and services with an environment of their own, inherit none; what stands in /etc/profile.d alone reaches login shells only`,
      'the process was started before the variable was installed, and still has its old environment',
      'the user data did not run: it runs at the first boot of an instance only',
    ],
    confirm: [
      { command: `tr '\\0' '\\n' < /proc/PID/environ | grep ${CREDENTIALS_VARIABLE}`, expect: 'the path of the configuration; nothing means that the process does not see it' },
      { command: `ls -l ${DEFAULT_CREDENTIAL_CONFIG_PATH}`, expect: 'a file that everybody may read (0644)' },
      { command: 'sudo cloud-init status --long', expect: 'status: done, without errors' },
    ],
    fix: [
      `set ${CREDENTIALS_VARIABLE} where the process gets its environment: \`Environment=\` of the systemd unit, the crontab, the container definition`,
      'restart the service after the installation',
      'where the instance ran before its user data changed, replace it: addToInstance takes replaceInstance',
    ],
    docs: 'https://cloud.google.com/docs/authentication/application-default-credentials',
  },
  {
    id: 'file-missing',
    error: 'The file at PATH does not exist, or it is not a file',
    signatures: [['does not exist, or it is not a file'], ['was not found', '/cdk-gcp'], ['ENOENT: no such file', 'credential_source']],
    from: 'the Google client library',
    causes: [
      `${CREDENTIALS_VARIABLE} names a file that is not there: the installation did not run, or the container does not mount it`,
      'the configuration names the token of a pod, and the pod has no volume with it',
    ],
    confirm: [
      { command: `ls -l "$${CREDENTIALS_VARIABLE}"`, expect: 'a file that the user of the process may read' },
      { command: SHOW_CONFIGURATION, expect: 'in a pod a file under credential_source, which exists as well' },
    ],
    fix: [
      'on an instance: see why the commands did not run, with sudo cloud-init status --long',
      'in a container on an instance: mount the folder of the file, as docs/aws-side.md shows under container hosts',
      'in a pod: take the volume that podWithCredentials adds',
    ],
    docs: 'https://cloud.google.com/docs/authentication/application-default-credentials',
  },
  {
    id: 'project-not-detected',
    error: 'Unable to detect a Project Id in the current environment',
    signatures: [['Unable to detect a Project Id in the current environment'], ['Project was not passed and could not be determined from the environment']],
    from: 'the Google client library',
    causes: [
      `${PROJECT_VARIABLE} is not set; the client then asks Cloud Resource Manager for the project of the audience, which needs that API and a permission there`,
    ],
    confirm: [{ command: `echo "$${PROJECT_VARIABLE}"`, expect: 'the project id' }],
    fix: [`export ${PROJECT_VARIABLE} beside ${CREDENTIALS_VARIABLE}; it also saves the client that request`],
    docs: 'https://cloud.google.com/docs/authentication/application-default-credentials',
  },
  {
    id: 'google-role-missing',
    error: "EMAIL does not have storage.objects.list access to the Google Cloud Storage bucket. Permission 'storage.objects.list' denied on resource (or it may not exist)",
    signatures: [
      ['does not have', 'access to the Google Cloud', 'denied on resource'],
      ['Access Denied', 'does not have', 'permission in project'],
      ['does not have', 'access to the Google Cloud'],
    ],
    from: 'a Google Cloud API',
    causes: [
      'the federation works: the identity that the message names is admitted, but holds no role with this permission on this resource',
      'the role is granted in another project, or on a condition that does not hold, or was granted minutes ago',
    ],
    confirm: [{ command: CHECK, expect: 'the roles that the workload ends up with, and on which resources' }],
    fix: ['add the role to the grants of the federation object, on the resource that the message names, and deploy the Google side'],
    docs: 'https://cloud.google.com/iam/docs/troubleshooting-access',
  },
  {
    id: 'federated-token-not-taken',
    error: "401 'Expected OAuth 2 access token, login cookie or other valid authentication credential'",
    signatures: [['Expected OAuth 2 access token'], ['Request had invalid authentication credentials']],
    from: 'a Google Cloud API',
    causes: [
      'direct access: the API, or this method of it, does not take federated tokens',
      'the token has expired, or is not an access token (an ID token, or one cut off in a copy)',
    ],
    confirm: [
      { command: 'grep service_account_impersonation_url "$GOOGLE_APPLICATION_CREDENTIALS"', expect: 'nothing means direct access: the token is the federated one' },
    ],
    fix: [
      'reach this API by a service account: GcpAccess.impersonation({ serviceAccountId }) instead of GcpAccess.direct()',
      `for gcloud and bq set ${GCLOUD_VARIABLE}, so that they use the same configuration; for gsutil run gcloud auth login --cred-file=FILE once`,
    ],
    docs: 'https://cloud.google.com/iam/docs/federated-identity-supported-services',
  },
];
