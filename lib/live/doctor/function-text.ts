import { FunctionReport } from './examine-function';
import { Explanation } from '../../errors/explain';

/** Returns the report on a function for people. */
export function functionText(
  { functionName, role, variables, layers, lastError, logUnread }: FunctionReport,
  explanations: readonly Explanation[],
): string {
  const lines = [
    `function   ${functionName}`,
    `role       ${role}`,
    ...Object.entries(variables).map(([name, value]) => `variable   ${name}=${value}`),
    ...(variables.GOOGLE_APPLICATION_CREDENTIALS === undefined
      ? ['variable   GOOGLE_APPLICATION_CREDENTIALS is not set']
      : []),
    ...layers.map(layer => `layer      ${layer}`),
    ...logLines(lastError, logUnread, explanations),
  ];
  return `${lines.join('\n')}\n`;
}

function logLines(
  lastError: string | undefined,
  logUnread: string | undefined,
  explanations: readonly Explanation[],
): string[] {
  if (logUnread !== undefined) return [`log        not read: ${logUnread}`];
  if (lastError === undefined) return ['log        no error in the last day'];
  const [known] = explanations;
  if (known === undefined) {
    return ['log        the last error is not a known one: pass it to npx cdk-gcp-federation explain'];
  }
  return [
    `log        ${known.error}`,
    ...known.causes.slice(0, 3).map(({ cause }) => `cause      ${cause}`),
    `see        ${known.page}`,
  ];
}
