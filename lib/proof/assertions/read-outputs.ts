import { checkConfigurations } from '../check';
import { FederationOutputs } from './sources';
import { CheckReport } from '../check/check-report';
import { projectNumbers } from '../check/project-numbers';
import { readAwsConfiguration } from '../inputs/cloudformation';
import { googleConfiguration, readTerraformDocuments } from '../inputs/terraform';
import { GoogleConfiguration } from '../policy';

/** What `check` finds out, with the Google side that it was found in, so that more can be asked of it. */
export function readOutputs({ aws, gcp, acceptDepends }: FederationOutputs): { readonly report: CheckReport; readonly google: GoogleConfiguration } {
  const configuration = readAwsConfiguration(aws);
  const documents = readTerraformDocuments(gcp);
  const { numbers, notes } = projectNumbers(googleConfiguration(documents), configuration);
  const google = googleConfiguration(documents, numbers);
  return { report: checkConfigurations(configuration, google, { acceptDepends }, notes), google };
}
