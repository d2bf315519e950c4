import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { check } from '../check';
import { assemblyFolder } from './assembly-folder';
import { notChecked, violationsOf } from './violations';

/** What the validation compares the app with. */
export interface GcpFederationValidationProps {
  /**
   * The Google side: output folder of CDKTF, a folder of `*.tf.json`, one such file, or a plan in JSON.
   *
   * Synthesize it first.
   *
   * @default 'cdktf.out'
   */
  readonly gcp?: string | readonly string[];

  /**
   * Whether what depends on time, or on values that are not known before deployment, is taken to fit.
   *
   * @default false
   */
  readonly acceptDepends?: boolean;
}

/**
 * Lets `cdk synth` fail where the app and the Google side do not fit: `Validations.of(app).addPlugins(...)`.
 *
 * It fails as well where one of the two sides cannot be read.
 *
 * Every finding names the construct and the resource of the template. One that is accepted is acknowledged by
 * `Validations.of(construct).acknowledge({ id: 'GcpFederationValidation::FINDING_ID', reason })`.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 */
export class GcpFederationValidation implements IPolicyValidationPlugin {
  public readonly name = 'GcpFederationValidation';

  constructor(private readonly props: GcpFederationValidationProps = {}) {}

  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { gcp = 'cdktf.out', acceptDepends = false } = this.props;
    try {
      const report = check({ aws: assemblyFolder(context.templatePaths), gcp }, { acceptDepends });
      return { success: report.matches, violations: violationsOf(report) };
    } catch (error) {
      // AWS CDK lets synthesis pass where a plugin throws.
      return { success: false, violations: [notChecked(error as Error, gcp)] };
    }
  }
}
