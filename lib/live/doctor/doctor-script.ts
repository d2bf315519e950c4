import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { troubleshootingPageOfCause } from '../../errors/cause-page';
import { CauseId, CAUSES } from '../../errors/causes';
import { DEFAULT_CREDENTIAL_CONFIG_PATH, INSTALLATION_FAILED_MARKER } from '../../federation/installation/installation';
import { shellQuote } from '../shell-quote';

/** A credential configuration of the outputs, as far as a machine can compare its own with it. */
export interface SynthesizedConfig {
  readonly audience: string;
  /** @default - direct access */
  readonly serviceAccount?: string;
}

/** A role that the Google side of the outputs admits at a provider. */
export interface SynthesizedRole {
  readonly audience: string;
  readonly account: string;
  readonly roleName: string;
}

/** What the outputs tell about the machines. */
export interface DoctorExpectations {
  readonly configs: readonly SynthesizedConfig[];
  readonly roles: readonly SynthesizedRole[];
}

const HEAD = `#!/bin/sh
# Finds out why a program on this machine is not admitted to Google Cloud. Written by: npx cdk-gcp-federation doctor
# It changes nothing, sends nothing but what a Google client sends, and prints no secret. sh doctor.sh --help
set -u
umask 077
LC_ALL=C
`;

/**
 * Returns a POSIX shell script that walks the steps of a Google client on the machine on which it runs, and names the
 * cause of the first that fails.
 */
export function doctorScript({ configs, roles }: DoctorExpectations): string {
  const synthesized = configs.map(({ audience, serviceAccount }) => `${audience} ${serviceAccount ?? '-'}`);
  const admitted = roles.map(({ audience, account, roleName }) => `${audience} ${account} ${roleName}`);
  const parts = shellParts();
  return [
    HEAD,
    assign('installed_config', DEFAULT_CREDENTIAL_CONFIG_PATH),
    assign('failure_marker', INSTALLATION_FAILED_MARKER),
    assign('synthesized', distinctLines(synthesized)),
    assign('admitted', distinctLines(admitted)),
    '\n',
    describeCauses(causesIn(parts)),
    ...parts,
  ].join('');
}

function shellParts(): string[] {
  // The bundled command has the folder beside itself.
  const folder = [join(__dirname, 'parts'), join(__dirname, 'doctor')].find(existsSync)!;
  return readdirSync(folder)
    .sort()
    .map(file => `\n${readFileSync(join(folder, file), 'utf8')}`);
}

/** Returns the causes that the script can name: it carries no others. */
function causesIn(parts: readonly string[]): CauseId[] {
  const text = parts.join('');
  return (Object.keys(CAUSES) as CauseId[]).filter(id => new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(text));
}

function describeCauses(ids: readonly CauseId[]): string {
  const branches = ids.map(id => {
    const { cause, confirm, fix } = CAUSES[id];
    const confirmation = confirm.find(({ where }) => where === 'workload');
    return `    ${id})
      cause=${shellQuote(cause)}
      confirm=${shellQuote(confirmation === undefined ? '' : `${confirmation.command} - ${confirmation.expect}`)}
      fix=${shellQuote(fix.slice(0, 2).join('; or '))}
      page=${shellQuote(troubleshootingPageOfCause(id))} ;;`;
  });
  return `# describe_cause ID: the catalog of this version. Sets cause, confirm, fix and page.
describe_cause() {
  case $1 in
${branches.join('\n')}
    *) cause=$1 confirm= fix= page= ;;
  esac
}
`;
}

function assign(name: string, value: string): string {
  return `${name}=${shellQuote(value)}\n`;
}

function distinctLines(lines: readonly string[]): string {
  return [...new Set(lines)].join('\n');
}
