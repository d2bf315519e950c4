import { fixFunction, KnownFix } from './known-fix';
import { SCRIPT_LIBRARY } from './script-library';
import { shellComment, shellQuoted } from './shell-text';
import { apiSteps, stepOf } from './steps';
import { PoolFederation } from '../../federation/federation';
import { GoogleElement } from '../element';
import { googleSide, GoogleSide } from '../google-side';
import { GoogleSideOptions } from '../options';
import { poolConstructId } from '../pool/federations-by-pool';

/** The options of the Google side that a script can carry out. */
export type GcloudOptions = Omit<GoogleSideOptions, 'deletionProtection' | 'forget'>;

/** The text with which a script begins that this package wrote, after the line that names the shell. */
export const SCRIPT_PROVENANCE = '# Written by cdk-gcp-federation';

/**
 * Returns the whole Google side as a POSIX shell script that needs nothing but the Google Cloud CLI.
 *
 * Throws if the CLI has no command for a part of it.
 *
 * @param side the Google side
 * @param options the options that the side was made with
 * @param fixes the answers of Google that the script explains
 */
export function gcloudScript(side: GoogleSide, options: GcloudOptions, fixes: readonly KnownFix[]): string {
  const federations = side.pools.flat();
  const projects = [...new Map(federations.map(({ gcpProjectId, gcpProjectNumber }) => [gcpProjectId, gcpProjectNumber]))];
  return [
    '#!/bin/sh',
    `${SCRIPT_PROVENANCE}: change the federation files and write it again, not this file.`,
    '#',
    ...header(side).map(shellComment),
    'set -eu',
    '',
    usageFunction(),
    '',
    fixFunction(fixes),
    '',
    handOverFunction(federations),
    '',
    '# ---- The functions of every script of this kind ----',
    '',
    SCRIPT_LIBRARY.trimEnd(),
    '',
    '# ---- What this script describes ----',
    '',
    'if [ "$mode" = undo ]; then undo; exit 0; fi',
    '',
    ...projects.map(([id, number]) => `project_number ${shellQuoted(id)} ${shellQuoted(number)}`),
    ...apiSteps(side.elements),
    '',
    ...side.elements.filter(({ kind }) => kind !== 'api').flatMap(element => [
      shellComment(element.purpose), stepOf(element, options, rolesOf(element, side)), '',
    ]),
    'finish',
    '',
  ].join('\n');
}

/** Returns the script of descriptions, and what there is to say about it. */
export function gcloudScriptOf(
  descriptions: Parameters<typeof googleSide>[0], options: GcloudOptions, fixes: readonly KnownFix[],
): { readonly text: string; readonly side: GoogleSide } {
  const side = googleSide(descriptions, options);
  return { text: gcloudScript(side, options, fixes), side };
}

function rolesOf({ path }: GoogleElement, { pools }: GoogleSide): readonly PoolFederation[] {
  return pools.find(([first]) => poolConstructId(first.poolId) === path[0]) ?? [];
}

function header({ pools }: GoogleSide): string[] {
  return [
    'The Google side of a workload identity federation:',
    ...pools.map(([first, ...further]) => {
      const names = [first, ...further].map(({ workloadName }) => workloadName).join(', ');
      const { description, workloads: { noun } } = first.party;
      return `  pool ${first.poolId} of project ${first.gcpProjectId} admits from ${description} the ${noun}${further.length > 0 ? 's' : ''} ${names}`;
    }),
    '',
    'It reads before it writes, creates what is missing, updates what differs, and can be run again at any time.',
    'It needs the Google Cloud CLI, signed in as an administrator (gcloud auth login). See --help.',
  ];
}

function usageFunction(): string {
  const lines = [
    'Usage: sh SCRIPT [--dry-run] [--undo | --prune] [--record FILE]',
    '',
    '  --dry-run      print what would be run, and change nothing',
    '  --undo         take back what this script has made, and nothing else',
    '  --prune        also take back what an earlier version of it has made and this one does not describe',
    '  --record FILE  the record of what it has made (default: the name of the script, with .made instead of .sh)',
  ];
  return ['usage() {', `  printf '%s\\n' ${lines.map(shellQuoted).join(' ')}`, '}'].join('\n');
}

/** The function that prints what the AWS team needs. */
function handOverFunction(federations: readonly PoolFederation[]): string {
  const lines = [
    'The Google side is in place. Grants take effect within minutes.',
    '',
    'For the AWS team:',
    ...federations.flatMap(federation => {
      const { party, workloadName, access, gcpProjectId, gcpProjectNumber, poolId, providerId, audience } = federation;
      return [
        `  ${party.workloads.title} ${workloadName} (${party.description})`,
        `    gcpProjectId      ${gcpProjectId}`,
        `    gcpProjectNumber  ${gcpProjectNumber}`,
        `    poolId            ${poolId}`,
        `    providerId        ${providerId}`,
        `    audience          ${audience}`,
        `    acts as           ${access.serviceAccount?.email ?? 'itself: direct access'}`,
      ];
    }),
  ];
  return ['hand_over() {', `  printf '%s\\n' \\\n${lines.map(line => `    ${shellQuoted(line)}`).join(' \\\n')}`, '}'].join('\n');
}
