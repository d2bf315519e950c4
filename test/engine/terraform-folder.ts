import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App } from 'cdktf';
import { synthesized } from './configurations';
import { GoogleEndpoints } from './stand-ins';
import { runTerraform, TerraformRun } from './terraform-run';

export interface TerraformPlan {
  readonly isEmpty: boolean;
  /** What becomes of each resource that changes, such as `update` or `create-delete`. */
  readonly changes: Readonly<Record<string, string>>;
  /** As `terraform show -json` writes it. */
  readonly json: any;
  /** File with the same. */
  readonly file: string;
}

/** One stack as it was synthesized, under the engine. */
export class TerraformFolder {
  constructor(readonly folder: string, private readonly endpoints: GoogleEndpoints) {}

  async run(...args: string[]): Promise<TerraformRun> {
    return runTerraform(this.folder, [...args, '-no-color'], this.endpoints.environment);
  }

  /** Runs what must succeed. */
  async succeed(...args: string[]): Promise<TerraformRun> {
    const run = await this.run(...args);
    if (run.status !== 0) throw new Error(`'${args.join(' ')}' ended with ${run.status}: ${run.text}`);
    return run;
  }

  async init(): Promise<void> {
    await this.succeed('init');
  }

  async apply(): Promise<TerraformRun> {
    return this.succeed('apply', '-auto-approve');
  }

  /** Plans, and gives the plan as the engine writes it in JSON. */
  async plan(...args: string[]): Promise<TerraformPlan> {
    const { status, text } = await this.run('plan', '-detailed-exitcode', '-out=plan.out', ...args);
    if (status !== 0 && status !== 2) throw new Error(`the plan ended with ${status}: ${text}`);
    const { output } = await this.succeed('show', '-json', 'plan.out');
    const json = JSON.parse(output);
    const changes = json.resource_changes.map(({ address, change }: any) => [address, change.actions.join('-')]);
    return {
      isEmpty: status === 0,
      changes: Object.fromEntries(changes.filter(([, action]: string[]) => action !== 'no-op' && action !== 'read')),
      json,
      file: this.write('plan.json', output),
    };
  }

  /** Synthesizes something else into the place of the stack, over the same state. */
  configure(build: (app: App) => void): void {
    const [folder] = synthesized(build, dirname(dirname(this.folder)));
    if (folder !== this.folder) throw new Error(`the stack is now in ${folder}: give it the same id`);
  }

  /** Puts a file beside the folder of the stack, where Terraform does not read it. */
  write(name: string, content: string): string {
    const file = join(dirname(this.folder), name);
    writeFileSync(file, content);
    return file;
  }
}
