import { BEGIN_MARKER, CREDENTIAL_CONFIG_VARIABLES, END_MARKER, METADATA_ADDRESSES, PROJECT_VARIABLE } from './installation';

const PROFILE = '/etc/profile.d/zz-cdk-gcp.sh';

/**
 * Installs the credential configuration; `$1` is its path, `$2` the project, `$3` its text, `$4` the variables of the
 * surrounding script. It runs as a process of its own with a clean environment, so options, functions and traps of the
 * surrounding script do not reach it.
 *
 * - `put` writes beside the place and moves, so no reader ever sees half a file.
 * - `$o` is what others wrote into /etc/environment; its mode is kept.
 * - `$c` is everything that can set a proxy. Where one is set and the metadata addresses go through it, they are
 *   appended to the exceptions found there (`$x`).
 * - Names starting with zz sort behind those of others, so the appended list wins.
 * - systemd reads its configuration at boot: the running manager is told separately.
 */
const INSTALLER = `umask 22
e=/etc/environment s=/etc/systemd/system.conf n=${METADATA_ADDRESSES.join(',')}
v="${CREDENTIAL_CONFIG_VARIABLES.map(name => `${name}=$1`).join(' ')} ${PROJECT_VARIABLE}=$2"
put() { mkdir -p \${1%/*} && printf %s "$2" >$1.$$ && mv -f $1.$$ $1 || { rm -f $1.$$; exit 1; }; }
put $1 "$3"
touch $e && o=$(grep -Ev "$n|^($(echo $v | sed "s/=[^ ]*//g;s/ /|/g"))=" $e)
[ $? -lt 2 ] || exit 1
c=$(echo "$4"; echo "$o"; cat /etc/profile.d/[!z]* $s $s.d/[!z]* 2>&-)
x=$(echo "$c" | sed -En "s/.*no_proxy=\\"?([][*-:A-Za-z_]*).*/\\1/Ip" | tail -n1)
echo "$c" | grep -iq "https*_proxy=" && case $x in *\${n%%,*}*) ;; *) x=\${x:+$x,}$n v="$v NO_PROXY=$x no_proxy=$x"; esac
put ${PROFILE} "export $v
"
put $s.d/zz-cdk-gcp.conf "[Manager]
DefaultEnvironment=$v
"
cp -p $e $e.$$; put $e "$(printf "%s\\n" \${o:+"$o"} $v)
"
[ ! -d /run/systemd/system ] || systemctl set-environment $v`;

/** What the script installs. None of its values holds a quote, a space or anything else that a shell would read. */
export interface UserDataScriptInput {
  readonly credentialConfigPath: string;
  readonly credentialConfig: string;
  readonly gcpProjectId: string;
}

/**
 * Shell commands that install a credential configuration and make every process see it: login shells, what PAM starts,
 * systemd services, and the commands that follow in the same script.
 *
 * They run in `sh` and `bash`, under any options of the surrounding script, any number of times; they download nothing,
 * and when they fail the surrounding script goes on.
 */
export function userDataScript(input: UserDataScriptInput): string[] {
  return [
    BEGIN_MARKER,
    `env -i PATH=/usr/bin:/bin sh -c '${INSTALLER}' sh ${input.credentialConfigPath} ${input.gcpProjectId} '${input.credentialConfig}' "$(env)" &&`,
    `. ${PROFILE} || echo cdk-gcp failed >&2`,
    END_MARKER,
  ];
}

/** What a script installs, or undefined where it is not, byte for byte, one that `userDataScript` wrote. */
export function parseUserDataScript(script: string): UserDataScriptInput | undefined {
  const [, credentialConfigPath, gcpProjectId, credentialConfig] = /' sh ([A-Za-z0-9._/-]+) ([a-z0-9-]+) '([^']*)' "\$\(env\)" &&\n/.exec(script) ?? [];
  if (credentialConfig === undefined) return undefined;
  const input = { credentialConfigPath, gcpProjectId, credentialConfig };
  return userDataScript(input).join('\n') === script ? input : undefined;
}
