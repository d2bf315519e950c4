/**
 * What the installed credential configuration looks like from outside: written by the AWS side, read by the proof and
 * the rehearsal.
 */

/** Version of the commands in user data. Other versions are recognized by the one in their markers. */
export const INSTALLATION_VERSION = 1;

/** The lines between which the installation is in user data. */
export const BEGIN_MARKER = `# >>> cdk-gcp-federation v${INSTALLATION_VERSION}`;
export const END_MARKER = `# <<< cdk-gcp-federation v${INSTALLATION_VERSION}`;

/** The same lines in scripts of any version, which is the first group. */
export const ANY_BEGIN_MARKER = /^\s*# >>> cdk-gcp-federation v(\d+)\s*$/;
export const ANY_END_MARKER = /^\s*# <<< cdk-gcp-federation v(\d+)\s*$/;

/** How the message of a failed installation begins, in the output, the system log and the file that is left behind. */
export const INSTALLATION_FAILED = 'cdk-gcp failed';

/** Where the credential configuration is put unless the user says otherwise. */
export const DEFAULT_CREDENTIAL_CONFIG_PATH = '/etc/cdk-gcp/credential-config.json';

/** The same on Windows. */
export const DEFAULT_WINDOWS_CREDENTIAL_CONFIG_PATH = 'C:\\ProgramData\\cdk-gcp\\credential-config.json';

/**
 * What the installation on Linux leaves behind when it fails: in memory, so that a full or read-only disk does not hide
 * it. `doctor` reads it.
 */
export const INSTALLATION_FAILED_MARKER = '/run/cdk-gcp-failed';

/** The same on Windows. */
export const WINDOWS_INSTALLATION_FAILED_MARKER = 'C:\\ProgramData\\cdk-gcp-failed.txt';

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

/** Variables that name the project: Google's client libraries read the first, gcloud and bq the second. */
export const PROJECT_VARIABLES = ['GOOGLE_CLOUD_PROJECT', 'CLOUDSDK_CORE_PROJECT'] as const;

/** Sources of AWS credentials: requests to them must not go through a proxy. */
export const METADATA_ADDRESSES = ['169.254.169.254', '169.254.170.2', '127.0.0.1'] as const;
