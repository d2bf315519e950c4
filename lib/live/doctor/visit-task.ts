import { packScript } from './send-script';
import { SCRIPT, Visit } from './visit';
import { parseAnswer } from './visit-instance';
import { displayCommand, RunProgram } from '../run-program';

export interface TaskAddress {
  readonly cluster: string;
  /** Id or ARN. */
  readonly task: string;
  readonly container: string;
}

/** Longer commands are not taken by the session. */
const CHARACTERS_AT_MOST = 30_000;

/**
 * Runs the doctor in a container of an ECS task by ECS Exec.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export function visitTask(
  { cluster, task, container }: TaskAddress,
  script: string,
  args: readonly string[],
  region: readonly string[],
): Visit {
  const target = ['--cluster', cluster, '--task', task, '--container', container, ...region];
  return {
    needs: [
      'ECS Exec switched on when the task started (enableExecuteCommand), ssmmessages permissions on its task role, and the Session Manager plugin here',
      'a shell, base64, gzip and curl or GNU Wget in the image. Without them: print the script (doctor > doctor.sh), copy it into the image, and run the task ' +
        'once with the command overridden: aws ecs run-task --overrides \'{"containerOverrides": [{"name": "NAME", "command": ["sh", "/doctor.sh"]}]}\'',
    ],
    commands: [
      displayCommand({
        program: 'aws',
        args: ['ecs', 'describe-tasks', '--cluster', cluster, '--tasks', task, ...region],
      }),
      displayCommand({
        program: 'aws',
        args: ['ecs', 'execute-command', ...target, '--interactive', '--command', SCRIPT],
      }),
    ],
    run: async program => {
      await requireExec(program, cluster, task, region);
      const command = `sh -c '${packScript(script, args).replaceAll("'", "'\\''")}'`;
      if (command.length > CHARACTERS_AT_MOST) {
        throw new Error(
          `the script is longer than ECS Exec takes (${command.length} characters): copy it into the image`,
        );
      }
      const { output, errors, code, failure } = await program({
        program: 'aws',
        args: ['ecs', 'execute-command', ...target, '--interactive', '--command', command],
      });
      // The plugin writes lines of its own around the report.
      const report = output
        .replace(/\r/g, '')
        .split('\n')
        .filter(line => !/^(?:Starting session|Exiting session|The Session Manager plugin)/.test(line))
        .join('\n')
        .trim();
      if (report === '') {
        throw new Error(
          `aws ecs execute-command did not run the script: ${failure ?? (errors.trim() || `exit code ${code}`)}`,
        );
      }
      return { report: `${report}\n`, cut: false };
    },
  };
}

async function requireExec(
  program: RunProgram,
  cluster: string,
  task: string,
  region: readonly string[],
): Promise<void> {
  const described = await program({
    program: 'aws',
    args: ['ecs', 'describe-tasks', '--cluster', cluster, '--tasks', task, ...region, '--output', 'json'],
  });
  const { tasks: [found] = [] } = parseAnswer(described, 'describe the task') as {
    tasks?: readonly { enableExecuteCommand?: boolean }[];
  };
  if (found === undefined) throw new Error(`there is no task ${task} in cluster ${cluster}`);
  if (found.enableExecuteCommand !== true) {
    throw new Error(`task ${task} was started without ECS Exec: start it again with enableExecuteCommand`);
  }
}
