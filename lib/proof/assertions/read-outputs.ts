import { checkConfigurations } from '../check';
import { FederationOutputs } from './sources';
import { CheckReport } from '../check/check-report';
import { readSides } from '../check/read-sides';
import { GoogleConfiguration } from '../policy';

/** What `check` finds out, with the Google side that it was found in, so that more can be asked of it. */
export function readOutputs({ aws, gcp, acceptDepends }: FederationOutputs): { readonly report: CheckReport; readonly google: GoogleConfiguration } {
  const readings = readSides({ aws, gcp }).map(({ aws: configuration, google, notes }) => ({
    google, report: checkConfigurations(configuration, google, { acceptDepends }, notes),
  }));
  return readings.find(({ report }) => !report.matches) ?? readings[0];
}
