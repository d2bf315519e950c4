import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { packScript } from './send-script';
import { SCRIPT, Visit, VisitResult } from './visit';
import { displayCommand, ProgramResult, RunProgram } from '../run-program';

/** Systems Manager returns no more of an output than this. */
const CHARACTERS_AT_MOST = 24_000;
const SECONDS_AT_MOST = 120;

/**
 * Runs the doctor on an EC2 instance by Run Command of AWS Systems Manager.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command.html
 */
export function visitInstance(
  instanceId: string,
  script: string,
  args: readonly string[],
  region: readonly string[],
): Visit {
  const document = [
    '--document-name',
    'AWS-RunShellScript',
    '--instance-ids',
    instanceId,
    '--comment',
    'cdk-gcp-federation doctor',
  ];
  const wait = ['ssm', 'get-command-invocation', '--instance-id', instanceId, '--command-id'];
  return {
    needs: [
      'the SSM agent on the instance, and AmazonSSMManagedInstanceCore or the like on its role',
      'ssm:SendCommand and ssm:GetCommandInvocation for you',
      'Run Command runs as root with the variables of the agent: name the program by --service or --pid',
    ],
    commands: [
      displayCommand({
        program: 'aws',
        args: ['ssm', 'send-command', ...document, '--parameters', `commands=${SCRIPT}`, ...region],
      }),
      displayCommand({ program: 'aws', args: [...wait, 'COMMAND_ID', ...region] }),
    ],
    run: async program => {
      const folder = mkdtempSync(join(tmpdir(), 'cdk-gcp-federation-doctor-'));
      try {
        const file = join(folder, 'parameters.json');
        writeFileSync(
          file,
          JSON.stringify({ commands: [packScript(script, args)], executionTimeout: [String(SECONDS_AT_MOST)] }),
          { mode: 0o600 },
        );
        const sent = await program({
          program: 'aws',
          args: ['ssm', 'send-command', ...document, '--parameters', `file://${file}`, ...region, '--output', 'json'],
        });
        const commandId = (parseAnswer(sent, 'send the command') as { Command?: { CommandId?: string } }).Command
          ?.CommandId;
        if (commandId === undefined) throw new Error('aws ssm send-command answered no command id');
        return await waitForInvocation(program, [...wait, commandId, ...region, '--output', 'json']);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

interface Invocation {
  readonly Status?: string;
  readonly ResponseCode?: number;
  readonly StandardOutputContent?: string;
  readonly StandardErrorContent?: string;
}

async function waitForInvocation(program: RunProgram, args: readonly string[]): Promise<VisitResult> {
  const deadline = performance.now() + SECONDS_AT_MOST * 1000;
  for (;;) {
    await setTimeout(1000);
    const asked = await program({ program: 'aws', args });
    // The invocation is there a moment after the command.
    const early = asked.code !== 0 && asked.errors.includes('InvocationDoesNotExist');
    const {
      Status: status,
      ResponseCode: code,
      StandardOutputContent: report = '',
      StandardErrorContent: errors = '',
    }: Invocation = early ? {} : (parseAnswer(asked, 'read the result') as Invocation);
    if (status !== undefined && !['Pending', 'InProgress', 'Delayed'].includes(status)) {
      if (report === '') {
        throw new Error(`the command ended with the status ${status}: ${errors.trim() || 'it wrote nothing'}`);
      }
      return { report, code, cut: report.length >= CHARACTERS_AT_MOST || report.includes('--output truncated--') };
    }
    if (performance.now() > deadline) {
      throw new Error(
        `the instance did not answer within ${SECONDS_AT_MOST} seconds: see whether its SSM agent is online`,
      );
    }
  }
}

/** Returns what the AWS CLI answered. Throws with its reason. */
export function parseAnswer({ code, output, errors, failure }: ProgramResult, purpose: string): unknown {
  if (code !== 0) {
    throw new Error(`the AWS CLI could not ${purpose}: ${failure ?? (errors.trim() || `exit code ${code}`)}`);
  }
  try {
    return JSON.parse(output);
  } catch {
    throw new Error(`the AWS CLI could not ${purpose}: it answered no JSON`);
  }
}
