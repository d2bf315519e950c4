import { parseAnswer } from './visit-instance';
import { CREDENTIAL_CONFIG_VARIABLES, PROJECT_VARIABLES } from '../../federation/installation/installation';
import { RunProgram } from '../run-program';

/** Variables whose values are printed. Of others not even the name is. */
const VARIABLES = [
  ...CREDENTIAL_CONFIG_VARIABLES,
  ...PROJECT_VARIABLES,
  'AWS_LAMBDA_EXEC_WRAPPER',
];
const HOURS = 24;

/** What is known of a Lambda function from outside. */
export interface FunctionReport {
  readonly functionName: string;
  /** ARN of the execution role. */
  readonly role: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly layers: readonly string[];
  /** The last error of the log. @default - there is none in the last day */
  readonly lastError?: string;
  /** Why the log was not read. @default - it was */
  readonly logUnread?: string;
}

/** Reads the configuration of a function, and the last error of its log. Runs nothing and changes nothing. */
export async function examineFunction(
  name: string,
  region: readonly string[],
  program: RunProgram,
): Promise<FunctionReport> {
  const asked = await program({
    program: 'aws',
    args: ['lambda', 'get-function-configuration', '--function-name', name, ...region, '--output', 'json'],
  });
  const configuration = parseAnswer(asked, `read the configuration of ${name}`) as {
    FunctionName?: string;
    Role?: string;
    Environment?: { Variables?: Record<string, string> };
    Layers?: { Arn: string }[];
    LoggingConfig?: { LogGroup?: string };
  };
  const {
    FunctionName: functionName = name,
    Role: role = '',
    Environment: { Variables: all = {} } = {},
    Layers: layers = [],
    LoggingConfig,
  } = configuration;
  return {
    functionName,
    role,
    variables: Object.fromEntries(
      VARIABLES.flatMap(variable => (all[variable] === undefined ? [] : [[variable, printable(all[variable])]])),
    ),
    layers: layers.map(({ Arn: arn }) => arn),
    ...(await lastError(LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}`, region, program)),
  };
}

/** A path is printed; a key or a configuration that somebody put there is not. */
function printable(value: string): string {
  return value.trimStart().startsWith('{') ? '(JSON, not a path)' : value;
}

async function lastError(
  group: string,
  region: readonly string[],
  program: RunProgram,
): Promise<Pick<FunctionReport, 'lastError' | 'logUnread'>> {
  const since = Date.now() - HOURS * 3_600_000;
  const asked = await program({
    program: 'aws',
    args: [
      'logs',
      'filter-log-events',
      '--log-group-name',
      group,
      '--start-time',
      String(since),
      '--filter-pattern',
      '?Error ?ERROR ?Exception ?error',
      '--max-items',
      '200',
      ...region,
      '--output',
      'json',
    ],
  });
  try {
    const { events = [] } = parseAnswer(asked, `read the log ${group}`) as { events?: readonly { message?: string }[] };
    const message = events.at(-1)?.message;
    return message === undefined ? {} : { lastError: message };
  } catch (error) {
    return { logUnread: (error as Error).message };
  }
}
