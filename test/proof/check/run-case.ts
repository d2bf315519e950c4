import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../../lib/cli/run-command-line';
import { CheckReport } from '../../../lib/proof';

/** A configuration of both sides with the wanted exit code. */
export interface Case {
  readonly id: string;
  readonly folder: string;
  readonly aws: readonly string[];
  readonly gcp: readonly string[];
  readonly arguments: readonly string[];
  readonly exit: number;
  /** `depends`, or the id of a finding that the report must have. @default - any report with this exit code */
  readonly word?: string;
  readonly why: string;
}

export interface CaseOutcome {
  readonly exit: number;
  /** Ids of the findings, and `depends` if something depends and nothing is wrong. */
  readonly words: readonly string[];
  /** What the command wrote to the standard error. */
  readonly message: string;
  /** @default - the input could not be read */
  readonly report?: CheckReport;
}

const FOLDER = join(__dirname, '../../fixtures/cases/check');

/** Reads the cases of the fixtures. */
export function readCases(): Case[] {
  return readdirSync(FOLDER).sort().map(id => {
    const folder = join(FOLDER, id);
    return { id, folder, ...JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as Omit<Case, 'id' | 'folder'> };
  });
}

/** Runs `check` on a case, in this process. */
export async function runCase({ folder, aws, gcp, arguments: options }: Case): Promise<CaseOutcome> {
  let written = '';
  let message = '';
  const exit = await runCommandLine([
    'check',
    ...aws.flatMap(path => ['--aws', join(folder, path)]),
    ...gcp.flatMap(path => ['--gcp', join(folder, path)]),
    ...options,
    '--json',
  ], { write: text => written += text, writeError: text => message += text, colour: false });
  if (written === '') return { exit, words: [], message };
  const report = JSON.parse(written) as CheckReport;
  return { exit, words: wordsOf(report), message, report };
}

function wordsOf({ findings }: CheckReport): string[] {
  const isWrong = findings.some(({ severity }) => severity === 'error');
  const isOpen = findings.some(({ severity, accepted }) => severity === 'depends' && accepted !== true);
  return [...new Set(findings.map(({ id }) => id)), ...isOpen && !isWrong ? ['depends'] : []];
}
