import { existsSync } from 'node:fs';
import { DEFAULT_OUTPUTS } from './default-outputs';
import { EXIT_CODE } from './exit-code';
import { parseFlags, UsageError } from './flags';
import { pageAddress } from '../errors/documentation';
import { explain } from '../errors/explain';
import { doctorScript } from '../live/doctor/doctor-script';
import { examineFunction } from '../live/doctor/examine-function';
import { functionText } from '../live/doctor/function-text';
import { readConfigs, readRoles } from '../live/doctor/read-expectations';
import { Visit } from '../live/doctor/visit';
import { visitInstance } from '../live/doctor/visit-instance';
import { visitPod } from '../live/doctor/visit-pod';
import { visitTask } from '../live/doctor/visit-task';
import { RunProgram, runProgram } from '../live/run-program';
import { Output } from '../reports/output';

const HELP = `Usage: cdk-gcp-federation doctor > doctor.sh
       cdk-gcp-federation doctor --instance ID | --pod NAMESPACE/NAME [--yes]
       cdk-gcp-federation doctor --task ID --cluster NAME --container NAME [--yes]
       cdk-gcp-federation doctor --function NAME

Finds out why a deployed workload is not admitted to Google Cloud. Prints a shell script that walks the steps of a
Google client on the machine where it runs, with the real services, and names the cause of the first that fails.
It changes nothing and prints no secret. The other forms run the same script from here, after they showed how.

Options:
  --aws PATH        output whose configurations the script compares with the machine's; may be repeated
                    (default: cdk.out, if it is there)
  --gcp PATH        output whose admitted roles it compares with the machine's (default: cdktf.out, if it is there)
  --instance ID     run it on an EC2 instance by AWS Systems Manager
  --pod NS/NAME     run it in a Kubernetes pod by kubectl exec
  --task ID         run it in an ECS task by ECS Exec, with --cluster and --container
  --function NAME   run nothing: read the configuration of a Lambda function and the last error of its log
  --service NAME    examine the process of this systemd service
  --pid NUMBER      examine this process
  --bucket NAME     list this bucket at the end
  --dataset NAME    list the tables of this BigQuery dataset at the end, PROJECT.DATASET
  --region REGION   region of the instance, task or function (default: that of the AWS CLI)
  --yes             run what is shown
  --json            write the report as JSON
  --help            show this text

Examples:
  npx cdk-gcp-federation doctor > doctor.sh
  npx cdk-gcp-federation doctor --instance i-0123456789abcdef0 --service my-service --yes

Exit codes:
  0  admitted; the script was printed; nothing was wrong with the function
  1  not admitted, or the answer was cut off
  2  nothing could be said, or --yes is missing

Documentation: ${pageAddress('doctor.md')}
`;

/** Prints or runs the doctor. Returns the exit code; throws if the command line or an output cannot be read. */
export async function doctorCommand(
  args: readonly string[],
  output: Output,
  program: RunProgram = runProgram,
): Promise<number> {
  const { values, positionals } = parseFlags({
    args: [...args],
    allowPositionals: true,
    options: {
      aws: { type: 'string', multiple: true },
      gcp: { type: 'string', multiple: true },
      instance: { type: 'string' },
      pod: { type: 'string' },
      container: { type: 'string' },
      task: { type: 'string' },
      cluster: { type: 'string' },
      function: { type: 'string' },
      service: { type: 'string' },
      pid: { type: 'string' },
      bucket: { type: 'string' },
      dataset: { type: 'string' },
      region: { type: 'string' },
      yes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.write(HELP);
    return EXIT_CODE.matches;
  }
  if (positionals.length > 0) throw new UsageError(`argument '${positionals[0]}' is not expected`);
  const region = values.region === undefined ? [] : ['--region', values.region];
  if (values.function !== undefined) return reportFunction(values.function, region, values.json, output, program);

  const configs = readSide(values.aws, DEFAULT_OUTPUTS.aws, readConfigs, output);
  const roles = readSide(values.gcp, DEFAULT_OUTPUTS.gcp, paths => readRoles(paths, configs), output);
  const script = doctorScript({ configs, roles });
  const scriptArgs = [
    ...(['service', 'pid', 'bucket', 'dataset'] as const).flatMap(name =>
      values[name] === undefined ? [] : [`--${name}`, values[name]],
    ),
    ...(values.json ? ['--json'] : []),
  ];
  const visit = visitOf(values, script, scriptArgs, region);
  if (visit === undefined) {
    if (scriptArgs.length > 0) {
      throw new UsageError(`${scriptArgs[0]} is an option of the script: sh doctor.sh ${scriptArgs.join(' ')}`);
    }
    output.write(script);
    return EXIT_CODE.matches;
  }
  return values.yes ? runVisit(visit, output, program) : showVisit(visit, output);
}

interface Targets {
  readonly instance?: string;
  readonly pod?: string;
  readonly container?: string;
  readonly task?: string;
  readonly cluster?: string;
}

function visitOf(
  { instance, pod, container, task, cluster }: Targets,
  script: string,
  args: readonly string[],
  region: readonly string[],
): Visit | undefined {
  const targets = Object.entries({ instance, pod, task })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `--${name}`);
  if (targets.length > 1) throw new UsageError(`${targets.join(' and ')} name several workloads: pass one`);
  if (instance !== undefined) {
    if (!/^m?i-[0-9a-f]{8,17}$/.test(instance)) {
      throw new UsageError(`--instance '${instance}' is no id of an instance: pass one such as i-0123456789abcdef0`);
    }
    return visitInstance(instance, script, args, region);
  }
  if (pod !== undefined) {
    if (!/^[a-z0-9.-]+\/[a-z0-9.-]+$/.test(pod)) throw new UsageError(`--pod '${pod}' is no pod: pass NAMESPACE/NAME`);
    return visitPod(pod, container, script, args);
  }
  if (task === undefined) return undefined;
  if (cluster === undefined || container === undefined) throw new UsageError('--task needs --cluster and --container');
  return visitTask({ cluster, task, container }, script, args, region);
}

/** Reads outputs that are named; default ones help if they can be read, and never stand in the way of a doctor. */
function readSide<T>(
  named: readonly string[] | undefined,
  defaults: readonly string[],
  read: (paths: readonly string[]) => readonly T[],
  output: Output,
): readonly T[] {
  if (named !== undefined) return read(named);
  try {
    return read(defaults.filter(path => existsSync(path)));
  } catch (error) {
    output.writeError(`cdk-gcp-federation: nothing is compared with ${defaults.join(', ')}: ${(error as Error).message}\n`);
    return [];
  }
}

function showVisit({ needs, commands }: Visit, output: Output): number {
  output.write(
    `This would run:\n${commands.map(command => `  ${command}\n`).join('')}\nIt needs:\n${needs.map(need => `  - ${need}\n`).join('')}\n` +
      'Nothing has been run. Pass --yes to run it; the script itself is printed by: npx cdk-gcp-federation doctor\n',
  );
  return EXIT_CODE.unreadable;
}

async function runVisit(visit: Visit, output: Output, program: RunProgram): Promise<number> {
  output.writeError(`${visit.commands.join('\n')}\n`);
  const { report, code, cut } = await visit.run(program);
  output.write(report.endsWith('\n') ? report : `${report}\n`);
  if (cut) {
    output.writeError(
      'cdk-gcp-federation: the end of the report was cut off on its way: run the script on the machine itself\n',
    );
    return EXIT_CODE.doesNotMatch;
  }
  return (
    code ?? (/"admitted": "yes"|^Google admits programs/m.test(report) ? EXIT_CODE.matches : EXIT_CODE.doesNotMatch)
  );
}

async function reportFunction(
  name: string,
  region: readonly string[],
  json: boolean,
  output: Output,
  program: RunProgram,
): Promise<number> {
  const report = await examineFunction(name, region, program);
  const explained = report.lastError === undefined ? undefined : explain(report.lastError);
  // The message itself may hold credentials: what is known of it is shown, not the message.
  const { lastError, ...printed } = report;
  const matches = explained?.matches ?? [];
  output.write(
    json
      ? `${JSON.stringify({ ...printed, error: lastError !== undefined, explanations: matches }, null, 2)}\n`
      : functionText(report, matches),
  );
  return lastError === undefined ? EXIT_CODE.matches : EXIT_CODE.doesNotMatch;
}
