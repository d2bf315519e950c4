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
    errors: ['cannot read PATH: it holds no manifest.json', 'cannot read PATH: it is not a CloudFormation template: it has no Resources'],
    causes: [
      'the folder is not one that `cdk synth` writes: it holds templates only, or is that of CDKTF',
      'the file is JSON, but neither a template nor a Kubernetes manifest with `apiVersion` and `kind`',
    ],
    fix: ['pass `cdk.out` as `--aws` and `cdktf.out` as `--gcp`', 'without `cdk.out`, pass each template to `check` by an `--aws` of its own'],
  },
  {
    id: 'not-json',
    errors: ['cannot read PATH: malformed JSON (REASON)', 'cannot read PATH: it holds JSON, but not an object', 'cannot read PATH: the file is empty'],
    causes: [
      'a template or a manifest in YAML, or Terraform in HCL: JSON alone is read',
      'several Kubernetes objects in an array',
      'what should have written the file failed, or was cut off',
    ],
    fix: [
      'templates: pass what AWS CDK synthesizes, which is JSON',
      'Kubernetes manifests: convert them to JSON, several as the `items` of one object of `kind` `List`',
      'Terraform: `terraform plan -out=plan && terraform show -json plan > plan.json`, then pass `plan.json` as `--gcp`',
    ],
  },
  {
    id: 'no-terraform-json',
    errors: ['cannot read PATH: it holds neither stacks/*/cdk.tf.json nor *.tf.json', 'cannot read PATH: no stack in it holds a *.tf.json file'],
    causes: ['the Google side was not synthesized', 'it is written in HCL (`*.tf`): JSON alone is read'],
    fix: ['run the CDKTF app, or the command `terraform`', 'HCL: pass the plan in JSON, as above'],
  },
  {
    id: 'terraform-json-malformed',
    errors: [
      'cannot read PATH: ADDRESS is declared twice', 'cannot read PATH: ADDRESS is not an object of resources by name',
      'cannot read PATH: ADDRESS is not an object', "cannot read PATH: 'KIND' is not an object",
    ],
    causes: [
      'two files of the folder declare the same resource, as where what CDKTF wrote and what the command `terraform` wrote lie side by side',
      'it was written by hand, and not as Terraform takes it: Terraform refuses it, too',
    ],
    fix: ['leave one of the two files in the folder; `terraform validate` says more'],
  },
  {
    id: 'too-large',
    errors: [
      'cannot read PATH: it has NUMBER bytes, more than NUMBER are not read', 'cannot read PATH: its JSON is nested more than NUMBER levels deep',
      'cannot read PATH: assemblies are nested more than NUMBER levels deep, or in each other', 'cannot read PATH: stacks are nested more than NUMBER levels deep, or in each other',
    ],
    causes: ['the file is something else than it is passed as, or refers to itself: no template and no configuration comes near these bounds'],
    fix: ['pass the outputs as AWS CDK and CDKTF wrote them'],
  },
];
