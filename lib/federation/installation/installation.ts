/**
 * What the installed credential configuration looks like from outside: written by the AWS side, read by the proof and
 * the rehearsal.
 */

/** The lines between which the installation stands in user data. */
export const BEGIN_MARKER = '# >>> cdk-gcp';
export const END_MARKER = '# <<< cdk-gcp';

/** Where the credential configuration is put unless the user says otherwise. */
export const DEFAULT_CREDENTIAL_CONFIG_PATH = '/etc/cdk-gcp/credential-config.json';

/** The same on Windows. */
export const DEFAULT_WINDOWS_CREDENTIAL_CONFIG_PATH = 'C:\\ProgramData\\cdk-gcp\\credential-config.json';

/**
 * What the installation on Linux leaves behind when it fails: in memory, so that a full or read-only disk does not hide
 * it. `doctor` reads it.
 */
export const INSTALLATION_FAILED_MARKER = '/run/cdk-gcp-failed';

/** Where a layer puts it in a Lambda function: in no folder of its own, since only the mode of files is under control. */
export const FUNCTION_CREDENTIAL_CONFIG_PATH = '/opt/cdk-gcp-credential-config.json';

/** Where the entry point of an image function puts it: nothing else can be written there. */
export const IMAGE_FUNCTION_CREDENTIAL_CONFIG_PATH = '/tmp/cdk-gcp-credential-config.json';

/** Where the containers of a task find it: a volume, which the container with the metadata emulator writes. */
export const TASK_CREDENTIAL_CONFIG_FOLDER = '/etc/cdk-gcp';
export const CREDENTIAL_CONFIG_FILE = 'credential-config.json';
export const TASK_CREDENTIAL_CONFIG_PATH = `${TASK_CREDENTIAL_CONFIG_FOLDER}/${CREDENTIAL_CONFIG_FILE}`;

/** Where the containers of a pod find the token of their Kubernetes service account, in the same volume. */
export const POD_TOKEN_FILE = 'token';
export const POD_TOKEN_PATH = `${TASK_CREDENTIAL_CONFIG_FOLDER}/${POD_TOKEN_FILE}`;

/** Annotation of the ConfigMap with the configuration that names the issuer of the cluster, for whoever holds both sides against each other. */
export const ISSUER_ANNOTATION = 'cdk-gcp-federation/issuer-uri';

/** The session name of a role that the emulator assumes with a token of its pod (IRSA): short, so that every role name leaves room for it. */
export const WEB_IDENTITY_SESSION_NAME = 'cdk-gcp';

/** Where the metadata emulator of a container task listens. The port is none that ECS, Envoy or the AWS agents use. */
export const METADATA_EMULATOR = { host: '127.0.0.1', port: 16925 } as const;

/** Variables that name the credential configuration: Google's client libraries read the first, gcloud and bq the second; gsutil reads neither. */
export const CREDENTIAL_CONFIG_VARIABLES = ['GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE'] as const;

/** Variable that names the project; without it clients look it up and need a permission for that. */
export const PROJECT_VARIABLE = 'GOOGLE_CLOUD_PROJECT';

/** Sources of AWS credentials: requests to them must not go through a proxy. */
export const METADATA_ADDRESSES = ['169.254.169.254', '169.254.170.2', '127.0.0.1'] as const;
