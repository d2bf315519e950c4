import { inCode, onWorkload, onWorkstation, SHOW_CONFIGURATION } from './commands';
import {
  CREDENTIAL_CONFIG_VARIABLES, DEFAULT_CREDENTIAL_CONFIG_PATH, INSTALLATION_FAILED_MARKER, PROJECT_VARIABLES,
  WINDOWS_INSTALLATION_FAILED_MARKER,
} from '../../federation/installation/installation';
import { Cause } from '../known-error';

const [VARIABLE, GCLOUD_VARIABLE] = CREDENTIAL_CONFIG_VARIABLES;
const [PROJECT_VARIABLE, GCLOUD_PROJECT_VARIABLE] = PROJECT_VARIABLES;
const INSTALLED = `ls -l ${DEFAULT_CREDENTIAL_CONFIG_PATH}`;

/** What keeps a program from finding or reading its credential configuration. */
export const ENVIRONMENT_CAUSES = {
  'variable-not-set': {
    cause: `${VARIABLE} is not set in the environment of this process: services, cron jobs and containers inherit `
      + 'nothing from a login shell, and sudo drops it',
    confirm: [
      onWorkload(`tr '\\0' '\\n' < /proc/PID/environ | grep ${VARIABLE}`,
        'the path of the configuration; no line means that the process does not see the variable'),
      onWorkload(INSTALLED, 'a file that everybody may read (-rw-r--r--)'),
    ],
    fix: [
      `set ${VARIABLE} where the process gets its environment: \`Environment=\` of the systemd unit, the crontab, `
        + 'the container definition; for sudo use `sudo -i`, `sudo -E` or `env_keep`',
      'in a container: mount the folder of the configuration, and pass the variable',
    ],
  },
  'started-before-installation': {
    cause: 'the process, or the daemon that started it, has run since before the installation and keeps its old '
      + 'environment: Session Manager, CI runners, supervisor, tmux',
    confirm: [
      onWorkload(`ps -o lstart= -p PID; ls -l --full-time ${DEFAULT_CREDENTIAL_CONFIG_PATH}`,
        'a start after the time of the file; an earlier start means this cause'),
    ],
    fix: ['restart the service, and the daemon that starts it, or reboot once'],
  },
  'installation-failed': {
    cause: 'the user data failed, or did not run: it runs at the first boot of an instance only',
    confirm: [
      onWorkload('sudo grep -n cdk-gcp /var/log/cloud-init-output.log',
        'no line with `cdk-gcp failed`, which names the reason. `cloud-init status` says done in both cases, '
          + 'unless onFailure is FAIL_BOOT'),
      onWorkload(`ls -l ${DEFAULT_CREDENTIAL_CONFIG_PATH} ${INSTALLATION_FAILED_MARKER}`,
        'the first file and not the second, which a failed installation leaves behind'),
    ],
    fix: [
      'remove the reason that the log names, such as a full disk or a read-only /etc, and run the commands again',
      'if the instance ran before its user data changed, replace it: addToInstance takes replaceInstance',
    ],
    signs: ['cdk-gcp failed'],
  },
  'windows-installation-failed': {
    cause: 'the PowerShell commands of the user data failed; the text after `cdk-gcp failed` is the reason of Windows',
    confirm: [
      onWorkload('Get-Content C:\\ProgramData\\Amazon\\EC2Launch\\log\\agent.log | Select-String cdk-gcp',
        'no `cdk-gcp failed`; it comes with the reason'),
      onWorkload(`Get-Content ${WINDOWS_INSTALLATION_FAILED_MARKER}`, 'no such file, which a failed installation leaves behind'),
      onWorkload('Get-Acl C:\\ProgramData\\cdk-gcp | Format-List',
        'a folder, not a file, that SYSTEM and Administrators may write'),
    ],
    fix: [
      'remove what is in the way, such as a file C:\\ProgramData\\cdk-gcp where the folder has to be, and run the '
        + 'commands again',
      'the commands run at the first boot only: for an instance that runs, use Run Command, or replace it',
    ],
    signs: ['ProgramData', 'Exception calling'],
  },
  'file-not-there': {
    cause: `${VARIABLE} names a file that is not there: `
      + 'the installation did not run, or the container does not mount it',
    confirm: [
      onWorkload(`ls -l "$${VARIABLE}"`, 'a file that the user of the process may read'),
    ],
    fix: [
      'on an instance: see the end of /var/log/cloud-init-output.log for why the commands did not run',
      'in a container on an instance: mount the folder of the file, read-only',
      'in a function or an image: copy the file to the path that the variable names',
    ],
  },
  'pod-token-not-mounted': {
    cause: 'the configuration names the token of a pod, and the pod has no volume with it',
    confirm: [onWorkload(SHOW_CONFIGURATION, 'a file under credential_source, which `ls -l` must find in the pod')],
    fix: ['take the volume that GcpKubernetesServiceAccount.podWithCredentials adds'],
    signs: ['credential_source', '/var/run/secrets', 'kubelet'],
  },
  'file-not-readable': {
    cause: 'the user of the process may not read the configuration, or one of the folders above it',
    confirm: [onWorkload(`id; ls -ld "$(dirname "$${VARIABLE}")"; ls -l "$${VARIABLE}"`,
      'r for the user of the process, and x on the folder')],
    fix: ['the file holds no secret: chmod 0644 the file and 0755 its folder'],
    signs: ['permission denied', 'EACCES'],
  },
  'json-in-variable': {
    cause: `${VARIABLE} holds the JSON itself; clients take the value for the path of a file`,
    confirm: [onWorkload(`printf '%.1s\\n' "$${VARIABLE}"`, 'a slash; { means that the variable holds JSON')],
    fix: [
      'write the JSON to a file, and set the variable to its path',
      'Lambda: addToFunction puts the file into a layer and sets the variable',
    ],
  },
  'configuration-not-json': {
    cause: 'the file is not JSON: it is empty, cut off, encoded in base64, or has a byte order mark before the first {',
    confirm: [
      onWorkload(`head -c 40 "$${VARIABLE}"; echo; tail -c 40 "$${VARIABLE}"`, '{ at the beginning, } at the end'),
    ],
    fix: [
      'write the file again: GcpFederatedRole.credentialConfig holds it, as does `gcloud iam workload-identity-pools '
        + 'create-cred-config`',
    ],
  },
  'configuration-incomplete': {
    cause: 'a field of the configuration is missing or has a value that this client does not know, such as an '
      + 'environment_id other than aws1, or no credential_source',
    confirm: [onWorkload(SHOW_CONFIGURATION,
      'type external_account, an audience, a token_url, and credential_source with environment_id aws1')],
    fix: [
      'create the file again instead of editing it: GcpFederatedRole.credentialConfig, or `gcloud iam '
        + 'workload-identity-pools create-cred-config ... --aws --enable-imdsv2`',
      'own environment ids such as aws_ecs1 belong to patched clients',
    ],
  },
  'project-variable-not-set': {
    cause: `${PROJECT_VARIABLE} is not set, and the configuration names no project to work in`,
    confirm: [onWorkload(`echo "$${PROJECT_VARIABLE}"`, 'the project id')],
    fix: [
      `export ${PROJECT_VARIABLE} next to ${VARIABLE}, or pass the project to the client`,
      'it also saves the client a request to Cloud Resource Manager',
    ],
  },
  'gcloud-project-not-set': {
    cause: `gcloud and bq do not read ${PROJECT_VARIABLE}: `
      + `they take ${GCLOUD_PROJECT_VARIABLE}, --project or their own configuration`,
    confirm: [onWorkload(`echo "$${GCLOUD_PROJECT_VARIABLE}"`, 'the project id')],
    fix: [`export ${GCLOUD_PROJECT_VARIABLE}=PROJECT_ID, or pass --project (bq: --project_id)`],
  },
  'gcloud-not-pointed-at-configuration': {
    cause: `gcloud, bq and gsutil do not read ${VARIABLE}: they take ${GCLOUD_VARIABLE}, or an account that is `
      + 'signed in',
    confirm: [onWorkload(`echo "$${GCLOUD_VARIABLE}"`, 'the path of the configuration')],
    fix: [
      `export ${GCLOUD_VARIABLE} with the path of the same configuration`,
      'for gsutil run `gcloud auth login --cred-file=FILE` once, or use `gcloud storage`, which needs no such step',
    ],
  },
  'not-signed-in-for-terraform': {
    cause: 'nobody is signed in where Terraform runs: `gcloud auth login` alone is for gcloud, not for programs',
    confirm: [
      onWorkstation('gcloud auth application-default print-access-token', 'a token; an error means this cause'),
    ],
    fix: [
      'on your machine: gcloud auth application-default login',
      'in a pipeline: sign it in as an account of its own, by workload identity federation too; then apply again',
    ],
  },
  'scopes-not-passed': {
    cause: 'the program asks for a token without scopes, so that the request holds `scope: null`: '
      + '`Credentials.from_file` and `google.auth.default` of Python set none by themselves',
    confirm: [inCode('grep -rn "from_file\\|from_info\\|auth.default\\|load_credentials" .',
      'a list of scopes in each call whose credentials are refreshed by hand')],
    fix: [
      "pass scopes=['https://www.googleapis.com/auth/cloud-platform'], or call with_scopes before refresh",
      'or hand google.auth.default() to a client of google-cloud, which sets its own scopes',
    ],
    signs: ['Unable to acquire impersonated credentials', 'RefreshError', 'scope'],
  },
} satisfies Readonly<Record<string, Cause>>;
