import { CommandError } from './command-error';

/** Of `init` and `terraform`, which write files, and of the command line. */
export const WRITING_ERRORS: readonly CommandError[] = [
  {
    id: 'nobody-to-ask',
    errors: ['nobody can be asked here, since the standard input is not a terminal: pass FLAGS', 'the input ended before every question was answered'],
    causes: ['`init` runs in a pipeline or a script, or its standard input or standard error goes to a file'],
    fix: ['pass the flags that it names; `--yes` takes what it proposes', 'or run it in a terminal'],
  },
  {
    id: 'file-exists',
    errors: ["'PATH' exists and is never overwritten"],
    causes: ['`init` ran here before, or the file is yours: the description is made once, and edited from then on'],
    fix: ['edit the file', 'to compare, let `init` write elsewhere: `--out DIR`, or `--out -` for the standard output'],
  },
  {
    id: 'gcloud-does-not-tell',
    errors: ['gcloud did not tell the number of PROJECT: REASON'],
    causes: [
      'gcloud is not logged in, or its login has expired',
      'the account it is logged in with lacks `resourcemanager.projects.get` on the project, or the id is misspelt',
      'it gave no answer within 15 seconds',
    ],
    fix: ['`init` goes on and asks for the number, which the welcome page of the Google Cloud console shows; with `--yes` pass `--gcp-project-number`', "`gcloud auth login`, then `gcloud projects describe PROJECT --format='value(projectNumber)'`"],
  },
  {
    id: 'init-flags',
    errors: [
      '--FLAG: REASON', "--grant: grant 'VALUE': kind 'KIND' is unknown", "--grant: grant 'VALUE' does not name the KIND", '--gcp writes TypeScript, which has no use for federation.json',
      '--direct contradicts --service-account', '--out - prints one file',
    ],
    causes: ['an answer is outside the grammar of its cloud, or two flags contradict each other', '`cdk.json` starts an app in another language, for which `init` writes `federation.json`'],
    fix: ['pass what the message names; for the Google side of `federation.json` run `cdk-gcp-federation terraform`'],
  },
  {
    id: 'not-written-by-us',
    errors: ["'PATH' was not written by this command: move it away, pass another --out, or --force to overwrite it", "--out 'PATH' looks like a file",
      "'PATH' has the same resources under different addresses: pass --format hcl, or another --out", "'PATH' has required_providers, which Terraform takes once in a folder"],
    causes: ['`terraform` writes `cdk-gcp-federation.tf.json` in the folder that `--out` names, and overwrites what begins with its own comment only'],
    fix: ['name a folder of its own by `--out`, and add other files next to it'],
  },
  {
    id: 'federation-file',
    errors: ['FILE:LINE:COLUMN: REASON'],
    causes: ['the JSON file does not describe a role as the schema has it', 'with several files: this one does not go with those before it, such as by two AWS accounts in one pool'],
    fix: ['correct that place; editors show more of it by `$schema`'],
  },
  {
    id: 'export',
    errors: [
      'cannot read PATH: it exports no description: export an object with gcpProjectId', 'cannot read PATH: it cannot be run: REASON',
      'PATH is TypeScript, which Node.js VALUE does not run', 'pass one module, as in export federation.ts',
      "'PATH' is no module: pass a file such as federation.ts", "'NAME' is not exported: pass VALUE",
      'PATH exports NAME: pass --out DIR, or --name with one of them',
    ],
    causes: ['the file is not the module that exports the federation objects, or it fails when it is imported'],
    fix: ['pass the module of the federation objects, as in `npx cdk-gcp-federation export federation.ts`', 'move what needs AWS CDK or a network out of that module'],
  },
  {
    id: 'cannot-write',
    errors: ['cannot write PATH: REASON'],
    causes: ['the folder of a report does not exist, a file has the name of the folder, or you may not write there'],
    fix: ['make the folder, or pass another place'],
  },
  {
    id: 'command-line',
    errors: [
      "option 'OPTION' is unknown", "option 'OPTION' has no value: pass one, as in OPTION=VALUE", "option 'OPTION' takes no value: leave the value out",
      "command 'VALUE' is unknown", 'no command was given', "argument 'VALUE' is not expected: pass paths by --aws and --gcp",
      "argument 'VALUE' is not expected: pass answers by flags", 'OPTION and OPTION would both write to the standard output',
      "--time-limit 'VALUE' is not a number of seconds", 'no file was given', 'no --out was given', '--json reports on a file that was written',
      '--enable-apis contradicts --no-enable-apis', "--take-over 'VALUE' is unknown", 'no error text was given',
      "--engine 'VALUE' is unknown: pass 'terraform' or 'tofu'", "--account 'VALUE' is not an AWS account: pass 12 digits",
      'FLAG is an option of the script: sh doctor.sh', 'FLAGS name several workloads: pass one',
      "--instance 'VALUE' is no id of an instance", "--pod 'VALUE' is no pod: pass NAMESPACE/NAME", '--task needs --cluster and --container', "--format 'VALUE' is unknown: pass json or hcl",
    ],
    causes: ['the arguments are not what the command takes'],
    fix: ['`npx cdk-gcp-federation COMMAND --help` shows the options with examples; quote texts with spaces'],
  },
];
