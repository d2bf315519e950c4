import {
  BEGIN_MARKER, CREDENTIAL_CONFIG_VARIABLES, END_MARKER, INSTALLATION_FAILED, INSTALLATION_FAILED_MARKER, METADATA_ADDRESSES,
  PROJECT_VARIABLES,
} from './installation';
import { InstallationInput, InstallationFailureAction } from './installation-input';

const PROFILE = '/etc/profile.d/zz-cdk-gcp.sh';

/**
 * Installs the credential configuration. It runs as a process of its own with a clean environment, so options, functions
 * and traps of the surrounding script do not reach it; what it needs of the outside is in `surroundings`.
 *
 * - `write_file` writes next to the place and moves, so no reader ever sees half a file.
 * - `others` is what others wrote into /etc/environment; its mode is kept.
 * - `proxies` is everything that can set a proxy. If one is set and the metadata addresses go through it, they are
 *   appended to the exceptions found there.
 * - Names starting with zz sort after those of others, so the appended list wins.
 * - systemd reads its configuration at boot: the running manager is told separately.
 * - A failure is told where people look: in a file, in the system log, on the console and in the output.
 */
const INSTALLER = `umask 22
environment=/etc/environment systemd=/etc/systemd/system.conf failed=${INSTALLATION_FAILED_MARKER}
metadata=${METADATA_ADDRESSES.join(',')}
variables="${CREDENTIAL_CONFIG_VARIABLES.map(name => `${name}=$config_path`).join(' ')}"
variables="$variables ${PROJECT_VARIABLES.map(name => `${name}=$project`).join(' ')}"
write_file() {
  mkdir -p "\${1%/*}" && printf %s "$2" >"$1.$$" && mv -f "$1.$$" "$1" || { rm -f "$1.$$"; exit 1; }
}
install() {
  write_file "$config_path" "$config"
  names=$(echo $variables | sed "s/=[^ ]*//g;s/ /|/g")
  touch $environment && others=$(grep -Ev "$metadata|^($names)=" $environment)
  [ $? -lt 2 ] || exit 1
  proxies=$(echo "$surroundings"; echo "$others"; cat /etc/profile.d/[!z]* $systemd $systemd.d/[!z]* 2>&-)
  exceptions=$(echo "$proxies" | sed -En "s/.*no_proxy=\\"?([][*-:A-Za-z_]*).*/\\1/Ip" | tail -n1)
  if echo "$proxies" | grep -iq "https*_proxy="; then
    case $exceptions in
      *\${metadata%%,*}*) ;;
      *) exceptions=\${exceptions:+$exceptions,}$metadata
        variables="$variables NO_PROXY=$exceptions no_proxy=$exceptions" ;;
    esac
  fi
  write_file ${PROFILE} "export $variables
"
  write_file $systemd.d/zz-cdk-gcp.conf "[Manager]
DefaultEnvironment=$variables
"
  cp -p $environment $environment.$$
  write_file $environment "$(printf "%s\\n" \${others:+"$others"} $variables)
"
  [ ! -d /run/systemd/system ] || systemctl set-environment $variables
}
if reason=$( (install) 2>&1); then rm -f $failed; exit 0; fi
message="${INSTALLATION_FAILED}: $(echo "$reason" | tr "\\n" " ")"
echo "$message" >&2
(write_file $failed "$message
") 2>&-
logger -t cdk-gcp "$message" 2>&-
[ ! -w /dev/console ] || echo "$message" >/dev/console
exit 1`;

/**
 * Returns shell commands that install a credential configuration and make every process see it: login shells, what PAM
 * starts, systemd services, and the commands that follow in the same script.
 *
 * They run in `sh` and `bash`, under any options of the surrounding script, any number of times; they download nothing.
 */
export function userDataScript(input: InstallationInput): string[] {
  const failed = input.onFailure === InstallationFailureAction.FAIL_BOOT ? 'exit 1' : ':';
  return [
    BEGIN_MARKER,
    '# Installs the credential configuration of Google Cloud, which holds no secret. Nothing is downloaded.',
    `env -i PATH=/usr/bin:/bin config_path=${input.credentialConfigPath} project=${input.workloadProjectId} config='${input.credentialConfig}' \\`,
    `surroundings="$(env)" sh -c '${INSTALLER}' && . ${PROFILE} || ${failed}`,
    END_MARKER,
  ];
}

/** What a script installs, or undefined if it is not, byte for byte, one that `userDataScript` wrote. */
export function parseUserDataScript(script: string): InstallationInput | undefined {
  const values = parseInstallationValues(script);
  if (values === undefined) return undefined;
  const input = { ...values, ...script.endsWith(`|| exit 1\n${END_MARKER}`) && { onFailure: InstallationFailureAction.FAIL_BOOT } };
  return userDataScript(input).join('\n') === script ? input : undefined;
}

/** The values that a script of any version installs, or undefined if they are not where every version has them. */
export function parseInstallationValues(script: string): InstallationInput | undefined {
  const [, credentialConfigPath, workloadProjectId, credentialConfig] =
    /^env -i \S+ config_path=(\/[A-Za-z0-9._/-]+) project=([a-z0-9-]+) config='([^']*)' /m.exec(script) ?? [];
  return credentialConfig === undefined ? undefined : { credentialConfigPath, workloadProjectId, credentialConfig };
}
