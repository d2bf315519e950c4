import { COMMANDS } from './commands';
import { EXIT_CODE } from './exit-code';
import { parseFlags, unknown, UsageError } from './flags';
import { packageVersion } from './version';
import { pageAddress } from '../errors/documentation';
import { Output, paint } from '../reports/output';

const NAMES = Object.keys(COMMANDS);

const HELP = `Usage: cdk-gcp-federation COMMAND [options]

Lets AWS workloads call Google Cloud without a service-account key.

Commands:
${NAMES.map(name => COMMANDS[name].summary.map((line, index) => `  ${(index === 0 ? name : '').padEnd(10)}  ${line}\n`).join('')).join('')}
Options:
  --help      show this text; COMMAND --help shows that of a command
  --version   show the version of the package

Examples:
  npx cdk-gcp-federation init
  npx cdk-gcp-federation check --aws cdk.out --gcp cdktf.out
  kubectl logs my-pod | npx cdk-gcp-federation explain

Exit codes:
  0    the two sides match; files are written; the error is known; the machine is admitted; no key was found
  1    they do not match; the error is not known; the machine is not admitted; a key was found
  2    the input or the command line could not be read; nothing was written
  130  interrupted

Colors appear on terminals only; NO_COLOR turns them off, FORCE_COLOR=1 on.
Documentation: ${pageAddress('troubleshooting.md')}
`;

/** Runs the command with its arguments. Gives the exit code; never throws. */
export async function runCommandLine(args: readonly string[], output: Output): Promise<number> {
  const [name, ...more] = args;
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    return command === undefined ? await withoutCommand(args, output) : await command.run(more, output);
  } catch (error) {
    const title = paint({ colour: output.errorTerminal?.colour ?? false }, 'red', 'cdk-gcp-federation:');
    const see = error instanceof UsageError ? `cdk-gcp-federation${command === undefined ? '' : ` ${name}`} --help` : pageAddress(command?.page ?? 'troubleshooting.md#the-command-itself');
    output.writeError(`${title} ${(error as Error).message} (see ${see})\n`);
    return EXIT_CODE.unreadable;
  }
}

async function withoutCommand(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals: [name, asked] } = parseFlags({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
    },
  });
  if (name === 'help' && asked !== undefined) {
    if (!Object.hasOwn(COMMANDS, asked)) throw new UsageError(unknown('command', asked, NAMES));
    return COMMANDS[asked].run(['--help'], output);
  }
  if (values.version) {
    output.write(`${packageVersion()}\n`);
  } else if (values.help || name === 'help') {
    output.write(HELP);
  } else {
    throw new UsageError(name === undefined ? 'no command was given' : unknown('command', name, NAMES));
  }
  return EXIT_CODE.matches;
}
