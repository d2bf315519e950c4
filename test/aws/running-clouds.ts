import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { GcpFederationProps, GcpKubernetesFederationProps } from '../../lib';
import { GcpFederationStack } from '../../lib/gcp';
import { readGoogleConfiguration } from '../../lib/proof';
import { roleSession } from '../../lib/rehearsal/attempts/identities';
import { ClientAnswer, run } from '../../lib/rehearsal/client/client-process';
import { clientCommand } from '../../lib/rehearsal/client/client-program';
import { Clouds } from '../../lib/rehearsal/clouds';
import { AwsCredentials, LogEntry } from '../../lib/rehearsal/emulators';
import { LoopbackForm } from '../../lib/rehearsal/sandbox';
import { temporaryFolder } from '../proof/temporary-folder';

type Props = GcpFederationProps | GcpKubernetesFederationProps;

/** Writes the Google side as `GcpFederationStack` synthesizes it. */
export function synthesizeGoogleSide(outdir: string, props: Props): void {
  const app = new App({ outdir });
  new GcpFederationStack(app, 'gcp', props);
  app.synth();
}

/** Both clouds as stand-ins on loopback, the Google one from the same props as the AWS side, and a real client. */
export class RunningClouds {
  public static async start(props: Props): Promise<RunningClouds> {
    const folder = temporaryFolder();
    synthesizeGoogleSide(join(folder.path, 'cdktf.out'), props);
    const running = new RunningClouds(props, folder, new Clouds(readGoogleConfiguration(join(folder.path, 'cdktf.out'))));
    await running.form.start(running.clouds.services);
    return running;
  }

  private readonly form = new LoopbackForm();

  private constructor(
    private readonly props: Props, public readonly folder: ReturnType<typeof temporaryFolder>, public readonly clouds: Clouds,
  ) {}

  /** Credentials of a session of a role, that of the description unless another is named. */
  public credentials(session: string, name?: string, expiration?: Date): AwsCredentials {
    if ('issuerUri' in this.props) throw new Error('the description names no role');
    const roleName = name ?? this.props.roleName;
    return this.clouds.directory.issue(roleSession({ partition: 'aws', account: this.props.awsAccountId, roleName }, session), { expiration });
  }

  /** A copy of a credential configuration that names the stand-ins. Where AWS credentials are found stays, but for what is replaced. */
  public writeReachableConfig(text: string, replace: (credentialSource: string) => string = source => source): string {
    const { credential_source: source, ...rest } = JSON.parse(text);
    const config = JSON.parse(this.form.reachableConfig(JSON.stringify({ ...rest, credential_source: {} })));
    const file = join(this.folder.path, 'credential-config.json');
    writeFileSync(file, JSON.stringify({ ...config, credential_source: JSON.parse(replace(JSON.stringify(source))) }));
    return file;
  }

  /** Lets a real client list the bucket, as a process that sees this environment and no other. */
  public async list(environment: Readonly<Record<string, string>>): Promise<ClientAnswer & { log: readonly LogEntry[] }> {
    const mark = this.clouds.log.mark();
    const { output, errors } = await run(clientCommand('once', this.bucketUrl), { cwd: this.folder.path, environment, timeoutMilliseconds: 20_000 });
    if (output === '') throw new Error(errors);
    return { ...JSON.parse(output), log: this.clouds.log.since(mark) };
  }

  public get bucketUrl(): string {
    return this.form.reach(`https://storage.googleapis.com/storage/v1/b/${this.clouds.buckets[0].name}/o`);
  }

  public async close(): Promise<void> {
    await this.form.close();
    this.folder.remove();
  }
}

