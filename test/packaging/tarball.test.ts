import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const built = existsSync(join(ROOT, 'build/command/main.js'));
if (!built) console.log('the package is not built (npx projen compile && npx projen post-compile): what it contains was not checked');

(built ? describe : describe.skip)('the packed package', () => {
  let folder: string;
  let files: string[];
  let unpackedBytes: number;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'package-'));
    const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    files = packed.files.map(({ path }: { path: string }) => path);
    unpackedBytes = packed.unpackedSize;

    // A user's project: the package as unpacked, beside its peers.
    const modules = join(folder, 'node_modules');
    mkdirSync(join(modules, '@cdktf'), { recursive: true });
    execFileSync('tar', ['xzf', join(folder, packed.filename), '-C', folder]);
    execFileSync('mv', [join(folder, 'package'), join(modules, 'cdk-gcp-federation')]);
    for (const peer of ['aws-cdk-lib', 'constructs']) symlinkSync(join(ROOT, 'node_modules', peer), join(modules, peer));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const node = (script: string) => spawnSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false' } });

  test('holds compiled code, declarations, the jsii assembly, the schema and the documents', () => {
    expect(files).toEqual(expect.arrayContaining([
      'build/index.js', 'build/index.d.ts', 'build/gcp/index.js', 'build/gcp/index.d.ts', 'build/command/main.js', 'build/command/google-client.js.br', 'build/proof/index.js', 'build/proof/assertions/index.d.ts', 'build/proof/assertions/index.js',
      '.jsii', 'schema/federation.schema.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'package.json',
    ]));
  });

  test('holds no sources, no tests, no source maps and nothing of the tools', () => {
    expect(files.filter(file => /(?<!\.d)\.ts$|\.map$|^(test|lib|bin|tools|projenrc|node_modules)\/|^\.(projen|ci)|tsconfig|build\/(rehearsal|cli)\//.test(file))).toEqual([]);
    for (const file of files.filter(name => name.endsWith('.js'))) {
      expect(readFileSync(join(folder, 'node_modules/cdk-gcp-federation', file), 'utf8')).not.toContain('sourceMappingURL');
    }
  });

  test('stays under 2.1 MB', () => {
    expect(unpackedBytes).toBeLessThan(2.1e6);
  });

  test('names the licenses of the third-party code in the command', () => {
    const notices = readFileSync(join(folder, 'node_modules/cdk-gcp-federation/THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['@bufbuild/cel', '@bufbuild/protobuf', 'google-auth-library', 'gaxios']) expect(notices).toMatch(new RegExp(`^${name} [0-9.]+ \\(`, 'm'));
  });

  test('has no dependencies but its peers', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'node_modules/cdk-gcp-federation/package.json'), 'utf8'));
    expect(manifest.dependencies ?? {}).toEqual({});
    expect(Object.keys(manifest.peerDependencies).sort()).toEqual(['aws-cdk-lib', 'constructs']);
  });

  test('can be required with its peers alone', () => {
    expect(node("console.log(Object.keys(require('cdk-gcp-federation')).includes('GcpFederatedRole'))")).toMatchObject({ stdout: 'true\n', status: 0 });
  });

  test('gives the same named exports to import, import() and require, under the names of the classes', () => {
    const { exports } = JSON.parse(readFileSync(join(folder, 'node_modules/cdk-gcp-federation/package.json'), 'utf8')) as { exports: Record<string, { default?: string }> };
    const entries = Object.keys(exports).filter(path => exports[path].default?.endsWith('.js')).map(path => join('cdk-gcp-federation', path));
    const script = `
      import { createRequire } from 'node:module';
      ${entries.map((entry, index) => `import * as imported${index} from '${entry}';`).join('\n')}
      const require = createRequire(process.cwd() + '/');
      const names = module => Object.keys(module).filter(name => name !== 'default' && name !== 'module.exports').sort();
      const misnamed = module => Object.entries(module).filter(([name, value]) => typeof value === 'function' && value.name !== name).map(([name]) => name);
      console.log(JSON.stringify([${entries.map((entry, index) => `[
        names(imported${index}), names(await import('${entry}')), names(require('${entry}')), misnamed(require('${entry}')),
      ]`).join(', ')}]));`;
    // The peers of the Google side, which this project lacks.
    const env = { ...process.env, NODE_PATH: join(ROOT, 'node_modules') };
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8', env });

    expect(stderr).toBe('');
    const [root, google, assertions, validation] = (JSON.parse(stdout) as string[][][]).map(([byImport, byDynamicImport, byRequire, misnamed]) => {
      expect({ byImport, byDynamicImport, misnamed }).toEqual({ byImport: byRequire, byDynamicImport: byRequire, misnamed: [] });
      return byRequire;
    });
    expect(root).toEqual(expect.arrayContaining(['GcpFederatedRole', 'GcpGrant']));
    expect(google).toEqual(expect.arrayContaining(['GcpFederationStack', 'GcpGrant']));
    expect([assertions, validation]).toEqual([['FederationAssertions'], ['GcpFederationValidation']]);
  });

  test('loads no service of aws-cdk-lib before it is used, and then works', () => {
    const { stdout, stderr, status } = node(`
      const { App, Stack, Aspects } = require('aws-cdk-lib');
      const { GcpFederatedRole, GcpAccess, GcpDelivery } = require('cdk-gcp-federation');
      const touched = () => Object.keys(require.cache).filter(file => /aws-cdk-lib\\/aws-/.test(file)).length;
      const before = touched();
      const ec2 = require('aws-cdk-lib/aws-ec2');
      const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-central-1' } });
      const props = { gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333', roleName: 'reader', access: GcpAccess.direct() };
      const reader = new GcpFederatedRole(stack, 'Reader', props);
      const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-central-1a'], privateSubnetIds: ['subnet-1'] });
      const instance = new ec2.Instance(stack, 'Host', {
        vpc, instanceType: new ec2.InstanceType('t3.micro'), machineImage: ec2.MachineImage.latestAmazonLinux2023(), role: reader.role,
      });
      reader.addToInstance(instance, { deliverBy: GcpDelivery.association() });
      reader.addToUserData(ec2.UserData.forLinux());
      void reader.instanceProfile;
      const { Resources } = require('aws-cdk-lib/assertions').Template.fromStack(stack).toJSON();
      console.log(JSON.stringify([before, [...new Set(Object.values(Resources).map(resource => resource.Type))].sort()]));`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual([0, ['AWS::EC2::Instance', 'AWS::EC2::SecurityGroup', 'AWS::IAM::InstanceProfile', 'AWS::IAM::Role', 'AWS::SSM::Association']]);
  });

  test('loads the list of Google roles when a grant is first validated', () => {
    const { stdout, stderr } = node(`
      const { App, Stack } = require('aws-cdk-lib');
      const { GcpFederatedRole, GcpGrant } = require('cdk-gcp-federation');
      const isLoaded = () => Object.keys(require.cache).some(file => file.endsWith('predefined-roles-data.js'));
      const props = { gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333', roleName: 'reader' };
      const app = new App();
      const role = (id, grants) => new GcpFederatedRole(new Stack(app, id), 'Reader', { ...props, roleName: id, grants }).node.metadata.map(({ data }) => data);
      console.log(JSON.stringify([isLoaded(), role('none'), isLoaded(), role('some', [GcpGrant.project('roles/storage.objectViewr')]), isLoaded()]));`);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([false, [], false, [expect.stringContaining("did you mean 'roles/storage.objectViewer' or ")], true]);
  });

  test('says which packages the Google side needs where they are missing', () => {
    const { status, stderr } = node("require('cdk-gcp-federation/gcp')");
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/cdktf.*@cdktf\/provider-google/s);
  });

  test('gives the schema by its published path', () => {
    expect(node("console.log(require('cdk-gcp-federation/schema/federation.schema.json').type)")).toMatchObject({ stdout: 'object\n' });
  });

  test('runs its command with nothing else installed', () => {
    writeFileSync(join(folder, 'not-a-template.json'), '{');
    const command = join(folder, 'node_modules/cdk-gcp-federation/build/command/main.js');
    expect(spawnSync(process.execPath, [command, '--help'], { cwd: folder, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    const { status, stderr } = spawnSync(process.execPath, [command, 'rehearse', '--aws', 'not-a-template.json', '--gcp', '.'], { cwd: folder, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain('not-a-template.json');
  });
});
