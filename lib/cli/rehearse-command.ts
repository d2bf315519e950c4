import { readAwsConfiguration, readGoogleConfiguration } from '../proof';
import { LoopbackForm, rehearse } from '../rehearsal';
import { EXIT_CODE } from './exit-code';
import { Output } from './output';
import { rehearsalText } from './rehearsal-text';

export interface RehearseOptions {
  /** Output folder of AWS CDK, or a template. */
  readonly aws: string;
  /** Output folder of CDKTF, or Terraform JSON. */
  readonly gcp: string;
  readonly json: boolean;
}

/** Runs a rehearsal and writes its report. Gives the exit code. */
export async function rehearseCommand(options: RehearseOptions, output: Output): Promise<number> {
  const report = await rehearse({
    aws: readAwsConfiguration(options.aws),
    awsPath: options.aws,
    google: readGoogleConfiguration(options.gcp),
    form: () => new LoopbackForm(),
  });
  output.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : rehearsalText(report, output));
  return report.fits ? EXIT_CODE.fits : EXIT_CODE.doesNotFit;
}
