import { CdkApp } from './cdk-app';
import { configuredProject, isGcloudInstalled, projectNumber } from './gcloud';
import { Known } from './questions';
import { Terminal } from './terminal';
import { Output } from '../../reports/output';
import { withProgress } from '../progress';

/**
 * What proposals are made from. Only what `gcloud` would have to ask Google needs consent.
 *
 * @param consent given by a flag, or by whoever sits at a terminal; without it Google is not asked
 */
export function knownFrom(
  app: CdkApp, awsPartition: string | undefined, environment: NodeJS.ProcessEnv, output: Output, consent: 'given' | Terminal | undefined,
): Known {
  const isInstalled = isGcloudInstalled(environment);
  return {
    app,
    awsPartition,
    environment,
    project: async () => isInstalled ? withProgress(output, false, 'asking gcloud for its project', () => configuredProject(environment)) : undefined,
    projectNumber: async projectId => {
      if (!isInstalled || consent === undefined) return undefined;
      if (consent !== 'given' && !await consent.confirm(`Ask gcloud for the number of ${projectId}?`, true)) return undefined;
      try {
        return await withProgress(output, false, `asking gcloud for the number of ${projectId}`, () => projectNumber(projectId, environment));
      } catch (error) {
        output.writeError(`  ${(error as Error).message}\n`);
        return undefined;
      }
    },
  };
}
