import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../lib/cli/run-command-line';

export const ROOT = join(__dirname, '../..');

/** What an example wrote. */
export interface Outputs {
  /** Cloud assembly. */
  readonly aws: string;
  /** Terraform configuration. */
  readonly gcp: string;
}

const RUN = 'npx ts-node -T --prefer-ts-exts';

/** The commands in the first lines of an example. */
export function commandsOf(example: string): string[] {
  const [, head] = /^((?:\/\/ .*\n)+)/.exec(readFileSync(join(ROOT, 'examples', example), 'utf8')) ?? [];
  return (head ?? '').split('\n').filter(Boolean).map(line => line.replace(/^\/\/ /, ''));
}

/** The command by which `cdk` synthesizes an example. */
export function synthesisOf(example: string): string {
  return `npx cdk synth --quiet --app '${RUN} examples/${example}'`;
}

export function outputsOf(example: string, folder: string): Outputs {
  return { aws: join(folder, example, 'cdk.out'), gcp: join(folder, example, 'cdktf.out') };
}

/** Runs the apps as `cdk` does, but one after the other in one process, which compiles the library once; gives what they write. */
export function synthesize(examples: readonly string[], folder: string): string {
  const script = `for (const [file, aws, gcp] of ${JSON.stringify(examples.map(example => {
    const { aws, gcp } = outputsOf(example, folder);
    return [join(ROOT, 'examples', example), aws, gcp];
  }))}) {
    Object.assign(process.env, { CDK_OUTDIR: aws, CDKTF_OUTDIR: gcp });
    require(file);
  }`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', script], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, TS_NODE_PREFER_TS_EXTS: 'true', CDK_VALIDATION: 'false', CDK_CONTEXT_JSON: '{"aws:cdk:enable-asset-metadata":true}' },
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout;
}

/** Runs our own command line; gives what it writes. */
export async function commandLine(args: readonly string[]): Promise<string> {
  let written = '';
  const write = (text: string) => { written += text; };
  const code = await runCommandLine([...args], { write, writeError: write, colour: false });
  expect({ code, written }).toMatchObject({ code: 0 });
  return written;
}

/** The arguments of a command of the checkout that runs our own command line. */
export function argumentsOf(command: string): string[] {
  const start = `${RUN} lib/cli/main.ts `;
  expect(command.startsWith(start)).toBe(true);
  return command.slice(start.length).split(' ');
}
