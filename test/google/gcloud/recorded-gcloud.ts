import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A command that a script ran, word by word. */
export type Command = readonly string[];

export interface ScriptRun {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
  readonly commands: readonly Command[];
  /** The record of what the script has made. @default - there is none */
  readonly record?: string;
}

/** A program in the place of gcloud and bq that records its words: nothing is there but what was just created, and every change succeeds. */
const PROGRAM = `#!/bin/sh
{ printf '%s\\0' "\${0##*/}" "$@"; printf '\\n\\0'; } >> "$RECORDED"
case "$*" in
  "projects describe"*) echo 123456789012 ;;
  "services list"*) ;;
  *"json(email)"*) echo '{}' ;;
  *describe*|*get-iam-policy*) echo 'ERROR: NOT_FOUND: it is not there' >&2; exit 1 ;;
esac
`;

/** Runs a script without a cloud. */
export function runRecorded(script: string, ...args: readonly string[]): ScriptRun {
  const folder = mkdtempSync(join(tmpdir(), 'gcloud-script-'));
  try {
    for (const name of ['gcloud', 'bq']) {
      writeFileSync(join(folder, name), PROGRAM);
      chmodSync(join(folder, name), 0o755);
    }
    writeFileSync(join(folder, 'side.sh'), script);
    const recorded = join(folder, 'recorded');
    writeFileSync(recorded, '');
    const { status, stdout, stderr } = spawnSync('sh', [join(folder, 'side.sh'), ...args], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env.PATH}`, RECORDED: recorded, CDK_GCP_PAUSE: '0', CDK_GCP_TRIES: '2', TMPDIR: folder },
    });
    const commands = readFileSync(recorded, 'utf8').split('\n\0').filter(line => line !== '').map(line => line.split('\0').slice(0, -1));
    return { status, output: stdout, errors: stderr, commands, record: readIfThere(join(folder, 'side.made')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
