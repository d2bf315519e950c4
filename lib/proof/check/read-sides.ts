import { projectNumbers } from './project-numbers';
import { AwsConfiguration, readAwsConfiguration } from '../inputs/cloudformation';
import { ReadOptions } from '../inputs/reading';
import { differingEngines, googleConfiguration, readTerraformDocuments } from '../inputs/terraform';
import { GoogleConfiguration } from '../policy';

/** Where the outputs of the two clouds are, and what they do not hold. */
export interface SidesInput {
  readonly aws: string | readonly string[];
  readonly gcp: string | readonly string[];
  /** @default - no values besides those of the outputs */
  readonly read?: ReadOptions;
}

/** Both sides as one engine of Terraform reads them. */
export interface Sides {
  readonly aws: AwsConfiguration;
  readonly google: GoogleConfiguration;
  readonly notes: readonly string[];
}

/**
 * Reads the outputs of both clouds: once, or once for each engine of Terraform if they read the folders differently.
 *
 * Throws `InputError` if something cannot be read.
 */
export function readSides({ aws: awsPaths, gcp, read = {} }: SidesInput): readonly [Sides, ...Sides[]] {
  const engines = read.engine === undefined ? differingEngines([awsPaths, gcp].flat()) : [];
  const [first, ...others] = (engines.length === 0 ? [read.engine] : engines).map(engine => {
    const options = { ...read, ...engine !== undefined && { engine } };
    const aws = readAwsConfiguration(awsPaths, options);
    const documents = readTerraformDocuments(gcp, options);
    const { numbers, notes } = projectNumbers(googleConfiguration(documents, new Map(), options), aws);
    const both = engines.length > 1 ? [`the folders are read as ${engine === 'tofu' ? 'OpenTofu' : 'Terraform'} reads them; the worse of both readings counts`] : [];
    return { aws, google: googleConfiguration(documents, numbers, options), notes: [...notes, ...both] };
  });
  return [first, ...others];
}
