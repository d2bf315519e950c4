import { checkCommand } from './check-command';
import { doctorCommand } from './doctor-command';
import { explainCommand } from './explain-command';
import { exportCommand } from './export-command';
import { gcloudCommand } from './gcloud-command';
import { initCommand } from './init-command';
import { keysCommand } from './keys-command';
import { rehearseCommand } from './rehearse-command';
import { terraformCommand } from './terraform-command';
import { Page } from '../errors/documentation';
import { Output } from '../reports/output';

/** A sub-command, and what is said of it before it is loaded. */
export interface Command {
  /** What it does, line by line of the general help. */
  readonly summary: readonly string[];
  /** Where to read on when it fails. @default - where errors of the command stand */
  readonly page?: Page;
  /** Runs it with the arguments behind its name. Gives the exit code; throws where it could not do what was asked. */
  readonly run: (args: readonly string[], output: Output) => number | Promise<number>;
}

/** By name, in the order in which people need them. What they import is loaded when they run: see tools/bundle-command.ts. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  init: {
    summary: ['ask a few questions and write federation.ts, the one description from which both sides are made'],
    run: async (args, output) => initCommand(args, output),
  },
  check: {
    summary: ['read the outputs of both sides and prove who is admitted, without running anything'],
    run: async (args, output) => checkCommand(args, output),
  },
  rehearse: {
    summary: ['run workloads against emulators of both clouds: a real Google client has to be admitted,',
      'and every impostor rejected'],
    run: async (args, output) => rehearseCommand(args, output),
  },
  explain: {
    summary: ['look up an error of a client, of Google or of Terraform: its causes, how to confirm them, and the fix'],
    run: async (args, output) => explainCommand(args, output),
  },
  doctor: {
    summary: ['print a shell script that finds out why a deployed machine is not admitted, or run it there'],
    page: 'doctor.md',
    run: async (args, output) => doctorCommand(args, output),
  },
  keys: {
    summary: ['list where a service account key is still used, and how to retire it'],
    page: 'migration.md',
    run: async (args, output) => keysCommand(args, output),
  },
  terraform: {
    summary: ['write the Google side of JSON files as plain Terraform, with no CDKTF installed'],
    page: 'terraform.md',
    run: async (args, output) => terraformCommand(args, output),
  },
  gcloud: {
    summary: ['write the Google side as a shell script for an administrator who has nothing but gcloud'],
    page: 'google-admin.md',
    run: async (args, output) => gcloudCommand(args, output),
  },
  export: {
    summary: ['write the descriptions that a module such as federation.ts exports as JSON files, for the other team'],
    page: 'google-admin.md',
    run: async (args, output) => exportCommand(args, output),
  },
};
