import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** How strictly the two sides are judged. */
export interface FederationStrictness {
  /**
   * Whether what depends on time, or on values that are not known before deployment, is taken to fit.
   *
   * @default false
   */
  readonly acceptDepends?: boolean;
}

/** Where the two outputs are. */
export interface FederationOutputs extends FederationStrictness {
  /** Output folders of AWS CDK, or templates. */
  readonly aws: string | readonly string[];

  /** Output folders of CDKTF, folders of `*.tf.json`, such files, or plans in JSON. */
  readonly gcp: string | readonly string[];
}

/** A construct in an app of AWS CDK or CDKTF. */
export interface SynthesizableConstruct {
  readonly node: { readonly root: object };
}

/** Any construct of either app; the whole app is judged. */
export interface FederationStacks extends FederationStrictness {
  /** An `App`, `Stage` or `Stack` of AWS CDK. */
  readonly aws: SynthesizableConstruct;

  /** An `App` or `TerraformStack` of CDKTF. It is synthesized into its `outdir`, which must not be `cdktf.out`, from where it is applied: `Testing.app()` has one of its own. */
  readonly gcp: SynthesizableConstruct;
}

/** A template with what CloudFormation knows beside it. */
export interface StackTemplate {
  /** As `Template.fromStack(stack).toJSON()` gives it. */
  readonly template: object;

  /** 12 digits. @default - not known before deployment */
  readonly account?: string;

  /** @default - not known before deployment */
  readonly region?: string;
}

/** Both sides as JSON objects. */
export interface FederationJson extends FederationStrictness {
  /** By stack name. */
  readonly aws: { readonly [stackName: string]: StackTemplate };

  /** A Terraform configuration, as `JSON.parse(Testing.synth(stack))` gives it. */
  readonly gcp: object;
}

/** Synthesizes both apps and says where. */
export function synthesized({ aws, gcp, acceptDepends }: FederationStacks): FederationOutputs {
  return { aws: synthesize('aws', aws), gcp: synthesize('gcp', gcp), acceptDepends };
}

function synthesize(side: 'aws' | 'gcp', construct: SynthesizableConstruct): string {
  const root: { synth?: unknown; outdir?: unknown } = construct.node.root;
  if (typeof root.synth !== 'function' || typeof root.outdir !== 'string') {
    throw new Error(`${side} is not part of an app, so it cannot be synthesized: create its stack in new App()`);
  }
  if (side === 'gcp' && resolve(root.outdir) === resolve('cdktf.out')) {
    throw new Error("gcp would be synthesized into 'cdktf.out', over what is applied from there: make its stack in Testing.app(), or in new App({ outdir }) with a folder for tests");
  }
  root.synth();
  return root.outdir;
}

/** Writes both sides to a folder for as long as they are read. */
export function withFiles<T>({ aws, gcp, acceptDepends }: FederationJson, read: (outputs: FederationOutputs) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-gcp-federation-'));
  try {
    const assembly = join(folder, 'cdk.out');
    mkdirSync(assembly);
    const artifacts = Object.entries(aws).map(([stackName, { template, account, region }], index) => {
      const templateFile = `${index}.template.json`;
      writeFileSync(join(assembly, templateFile), JSON.stringify(template));
      const environment = `aws://${account ?? 'unknown-account'}/${region ?? 'unknown-region'}`;
      return [`stack${index}`, { type: 'aws:cloudformation:stack', environment, properties: { templateFile, stackName } }];
    });
    writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({ artifacts: Object.fromEntries(artifacts) }));
    const configuration = join(folder, 'cdk.tf.json');
    writeFileSync(configuration, JSON.stringify(gcp));
    return read({ aws: assembly, gcp: configuration, acceptDepends });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
