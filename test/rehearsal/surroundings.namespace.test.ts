import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { inNamespaces } from './in-namespaces';
import { GcpFederatedRole, GcpGrant } from '../../lib';
import { readAwsConfiguration, readGoogleConfiguration } from '../../lib/proof';
import { LoopbackForm, MachineForm, rehearse, RehearsalForm } from '../../lib/rehearsal';
import { fargateTask, IMAGE } from '../aws/ecs/fixtures';
import { ACCOUNT, federation, instance } from '../aws/fixtures';
import { synthesizeGoogleSide } from '../aws/running-clouds';
import { cached } from '../e2e/setup/cache';
import { command } from '../e2e/setup/command';
import { temporaryFolder } from '../proof/temporary-folder';

const props = { ...federation, grants: [GcpGrant.project('roles/storage.objectViewer')] };
const FAILING = '10.5.0';

/** Rehearses an app whose stack this fills. */
async function rehearseApp(fill: (stack: Stack, reader: GcpFederatedRole) => void, form: () => RehearsalForm, library?: string) {
  const { path, remove } = temporaryFolder({ 'package.json': { name: 'app' } });
  try {
    if (library !== undefined) cpSync(library, join(path, 'node_modules'), { recursive: true });
    const [aws, google] = [join(path, 'cdk.out'), join(path, 'cdktf.out')];
    const stack = new Stack(new App({ outdir: aws }), 'Stack', { env: { account: ACCOUNT, region: 'eu-central-1' } });
    fill(stack, new GcpFederatedRole(stack, 'Reader', props));
    (stack.node.root as App).synth();
    synthesizeGoogleSide(google, props);
    return await rehearse({ aws: readAwsConfiguration([aws]), awsPaths: [aws], google: readGoogleConfiguration([google]), form });
  } finally {
    remove();
  }
}

function hostRunning(...commands: string[]) {
  return (stack: Stack, reader: GcpFederatedRole) => {
    const userData = ec2.UserData.forLinux();
    userData.addCommands(...commands);
    reader.addToInstance(instance(stack, 'Host', { role: reader.role, userData }), { replaceInstance: true });
  };
}

function taskWithVolumeAt(containerPath: string) {
  return (stack: Stack, reader: GcpFederatedRole) => {
    const task = fargateTask(stack, reader);
    reader.addToTaskDefinition(task);
    task.addVolume({ name: 'scratch' });
    task.addContainer('App', { image: IMAGE, readonlyRootFilesystem: true }).addMountPoints({ containerPath, sourceVolume: 'scratch', readOnly: false });
  };
}

inNamespaces('what a workload brings along', () => {
  test.each(['/tmp', '/var/tmp', '/home', '/scratch'])('a volume at %s does not hide what the rehearsal needs', async path => {
    expect(await rehearseApp(taskWithVolumeAt(path), () => new MachineForm())).toMatchObject({ verdict: 'match' });
  }, 120_000);

  test('user data that downloads is not proven, and the report names the host and the way out', async () => {
    const downloading = hostRunning('set -e', 'curl -fsSL https://example.com/install.sh -o install.sh || wget https://mirror.example.com/x');
    const report = await rehearseApp(downloading, () => new MachineForm());
    expect(report).toMatchObject({ verdict: 'depends', matches: false });
    const [{ userData, attempts }] = report.workloads;
    expect(userData!.unreachedHosts).toContain('example.com');
    expect(attempts).toMatchObject([{ outcome: 'depends', reason: expect.stringMatching(/could not reach .*example\.com.*--form loopback/) }]);
    expect(await rehearseApp(downloading, () => new LoopbackForm())).toMatchObject({ verdict: 'match' });
  }, 120_000);

  test('user data that goes on without its download is judged as ever', async () => {
    const report = await rehearseApp(hostRunning('curl -fsSL https://example.com/x || true'), () => new MachineForm());
    expect(report).toMatchObject({ verdict: 'match', workloads: [{ userData: { unreachedHosts: ['example.com'] } }] });
  }, 120_000);

  describe(`an app with google-auth-library ${FAILING}, which takes no JSON of type text/plain`, () => {
    let library: string;
    beforeAll(async () => {
      library = join(await cached('auth-library', [FAILING], async folder => {
        await command(['npm', 'install', '--no-audit', '--no-fund', '--prefix', folder, `google-auth-library@${FAILING}`]);
      }), 'node_modules');
    }, 120_000);

    test('is told so: on an instance its own library is rejected', async () => {
      const report = await rehearseApp(hostRunning('true'), () => new MachineForm(), library);
      expect(report).toMatchObject({ verdict: 'mismatch', client: { version: FAILING } });
      expect(report.workloads[0].attempts[0]).toMatchObject({ outcome: 'rejected', reason: expect.stringContaining('InvalidClientTokenId') });
      expect(report.findings).toMatchObject([{ id: 'client-library-known-to-fail', message: expect.stringContaining(`google-auth-library ${FAILING}`) }]);
    }, 120_000);

    test('has it admitted in a task, whose sidecar answers JSON', async () => {
      const report = await rehearseApp(taskWithVolumeAt('/scratch'), () => new MachineForm(), library);
      expect(report).toMatchObject({ verdict: 'match', client: { version: FAILING }, findings: [] });
    }, 120_000);
  });
});
