import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DeployedAccount } from './deployed-account';
import { Moto, python } from './moto';
import { temporaryFolder } from '../../proof/temporary-folder';

const REPOSITORY = join(__dirname, '../../..');
const CLI = join(REPOSITORY, 'node_modules/aws-cdk/bin/cdk');
const TS_NODE = join(REPOSITORY, 'node_modules/ts-node/dist/bin-transpile.js');
const COMMAND_MILLISECONDS_AT_MOST = 300_000;

/** Neither of those that other tests and the defaults of the library have. */
const REGION = 'eu-central-1';

/** The app of the repository itself, as `cdk.json` starts it. */
export const EXAMPLE = 'the example in bin/';

/** An AWS account into which apps are deployed with the CLI of AWS CDK. */
export class Deployment {
  /** A fresh account, after `cdk bootstrap`. */
  public static async bootstrapped(account: string): Promise<Deployment> {
    const deployment = new Deployment(await Moto.start(account));
    try {
      // Outside of any app, which would be synthesized first.
      await deployment.cdk(['bootstrap', `aws://${account}/${REGION}`], deployment.folder.path);
      return deployment;
    } catch (error) {
      await deployment.end();
      throw error;
    }
  }

  public readonly folder = temporaryFolder();

  private constructor(private readonly moto: Moto) {}

  /** `cdk deploy`, and what is in the account then. */
  public async deploy(app: string, stack: string): Promise<DeployedAccount> {
    const source = app === EXAMPLE ? [] : ['--app', `${process.execPath} ${TS_NODE} --prefer-ts-exts ${join(__dirname, 'apps', app)}`];
    // A change set would lose the outputs in this account.
    await this.cdk([...source, '--output', join(this.folder.path, stack), '--method', 'direct', '--require-approval', 'never', 'deploy', stack]);
    return this.read(stack);
  }

  public async read(stack: string): Promise<DeployedAccount> {
    return JSON.parse(await this.run(await python(), [join(__dirname, 'read_account.py'), stack])) as DeployedAccount;
  }

  /** Lets a line of Python change the account behind CloudFormation's back. */
  public async change(statement: string): Promise<void> {
    await this.run(await python(), ['-c', `import boto3\n${statement}`]);
  }

  public async end(): Promise<void> {
    await this.moto.stop();
    this.folder.remove();
  }

  private async cdk(args: readonly string[], cwd = REPOSITORY): Promise<void> {
    await this.run(process.execPath, [CLI, '--no-notices', ...args], cwd);
  }

  private async run(file: string, args: readonly string[], cwd = REPOSITORY): Promise<string> {
    const options = { cwd, env: this.environment(), maxBuffer: 64 * 1024 * 1024, timeout: COMMAND_MILLISECONDS_AT_MOST };
    try {
      return (await promisify(execFile)(file, args, options)).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${[file, ...args].join(' ')} failed:\n${stdout}\n${stderr}`);
    }
  }

  /** No setting of the user who runs the tests reaches the tools, and no request leaves this machine. */
  private environment(): Record<string, string> {
    return {
      HOME: this.folder.path,
      PATH: process.env.PATH!,
      AWS_ENDPOINT_URL: this.moto.endpoint,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_VALIDATION: 'false',
      CI: 'true',
    };
  }
}
