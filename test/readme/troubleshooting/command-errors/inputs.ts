import { CommandError } from './command-error';

/** Of the outputs that `check` and `rehearse` read. */
export const INPUT_ERRORS: readonly CommandError[] = [
  {
    id: 'cannot-read',
    errors: ['cannot read PATH: there is no such file or folder', 'cannot read PATH: permission denied', 'cannot read PATH: it is a folder', 'cannot read PATH: it is not a regular file'],
    causes: [
      'nothing was synthesized yet, or one of the two sides was not',
      'the command runs in another folder than the app: without `--aws` and `--gcp`, `check` and `rehearse` read `cdk.out` and `cdktf.out` of the folder that they run in',
    ],
    fix: ['synthesize both sides, as with `npx cdk synth` and `npx tsx gcp.ts`', 'name the outputs by `--aws` and `--gcp`; `terraform` takes files, no folders'],
  },
  {
    id: 'no-assembly',
    errors: [
      'cannot read PATH: it holds no manifest.json, template, Kubernetes manifest or Terraform',
      'cannot read PATH: it is not a CloudFormation template: it has no Resources',
      'cannot read PATH: it holds no object: neither a template nor a Kubernetes manifest',
      'cannot read PATH: its TemplateBody is not a template',
      'cannot read PATH: it declares no resource of AWS, so there is nothing to judge',
    ],
    causes: [
      'the folder is not one that `cdk synth` writes, and holds no templates or manifests either',
      'the file is JSON or YAML, but neither a template nor a Kubernetes manifest with `apiVersion` and `kind`',
    ],
    fix: ['pass `cdk.out` as `--aws` and `cdktf.out` as `--gcp`', 'without `cdk.out`, pass each template to `check` by an `--aws` of its own'],
  },
  {
    id: 'not-json',
    errors: [
      'cannot read PATH: malformed JSON',
      'cannot read PATH: it holds JSON, but not an object',
      'cannot read PATH: the file is empty',
      'cannot read PATH: it is not valid YAML at line NUMBER, column NUMBER',
      'cannot read PATH: it is not valid HCL (REASON)',
      'cannot read PATH: it is HCL, and the package that parses it is not installed: run npm install --save-dev NAME',
      "cannot read PATH: its value is not an expression of HCL: 'VALUE'",
    ],
    causes: [
      'what should have written the file failed, or was cut off',
      'the name of the file ends as that of another format',
      'HCL is read by a package that you install when you need it',
    ],
    fix: [
      'correct the place that the message names',
      'Terraform without that package: `terraform plan -out=plan && terraform show -json plan > plan.json`, then pass `plan.json` as `--gcp`',
    ],
  },
  {
    id: 'no-terraform-json',
    errors: [
      'cannot read PATH: it declares no resource of Google Cloud, so there is nothing to judge',
      'cannot read PATH: it holds no Terraform configuration (*.tf, *.tf.json, stacks/*/cdk.tf.json), plan.json or terraform.tfstate',
      'cannot read PATH: no stack in it holds a *.tf.json file',
      'cannot read PATH: it is neither a Terraform configuration nor a plan or state: it has no resource, planned_values or values',
    ],
    causes: ['the Google side was not synthesized', 'another folder or file was passed than that of the Google side'],
    fix: ['run the CDKTF app, or the command `terraform`', 'pass the folder, the plan or the state that has the workload identity pool'],
  },
  {
    id: 'no-plan',
    errors: [
      'cannot read PATH: it is a plan in the binary form: pass the output of terraform show -json',
      'cannot read PATH: it is the log that terraform plan -json writes',
      'cannot read PATH: the state is empty: it holds no resources',
      'cannot read PATH: it is a state of version NUMBER',
    ],
    causes: ['the file is of Terraform, but in a form that other programs do not read', 'nothing was applied yet'],
    fix: ['`terraform plan -out=plan && terraform show -json plan > plan.json`, then pass `plan.json`'],
  },
  {
    id: 'terraform-json-malformed',
    errors: ["cannot read PATH: 'ADDRESS' is not an object", 'cannot read PATH: ADDRESS is not an object'],
    causes: ['it was written by hand, and not as Terraform takes it: Terraform refuses it, too'],
    fix: ['`terraform validate` says more'],
  },
  {
    id: 'expectation',
    errors: [
      'cannot read PATH: it is none of the forms that an expectation has: VALUE',
      'cannot read PATH: line NUMBER gives no reason: write it after the caller',
    ],
    causes: ['an expected caller is not written as `check` reads it'],
    fix: ['write each caller in a form that the message names, in a file followed by the reason'],
  },
  {
    id: 'too-large',
    errors: [
      'cannot read PATH: it has NUMBER bytes, more than NUMBER are not read', 'cannot read PATH: its JSON is nested more than NUMBER levels deep',
      'cannot read PATH: it has NUMBER characters, more than NUMBER of YAML are not read',
      'cannot read PATH: its YAML refers to anchors more than NUMBER times, or to itself',
      'cannot read PATH: it holds more than NUMBER files: pass the folder of the templates or manifests',
      'cannot read PATH: assemblies are nested more than NUMBER levels deep, or in each other',
      'cannot read PATH: stacks are nested more than NUMBER levels deep, or in each other',
      'cannot read PATH: the stacks nest each other',
    ],
    causes: ['the file is something else than it is passed as, or refers to itself: no template and no configuration comes near these bounds'],
    fix: ['pass the outputs as AWS CDK and CDKTF wrote them'],
  },
];
