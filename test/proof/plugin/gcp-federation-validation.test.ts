import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { App as TerraformApp } from 'cdktf';
import { GcpFederatedRole, GcpFederationProps } from '../../../lib';
import { GcpFederationStack } from '../../../lib/gcp';
import { GcpFederationValidation } from '../../../lib/proof/plugin';
import { federation, instance } from '../../aws/fixtures';
import { temporaryFolder } from '../temporary-folder';

const ENVIRONMENT = { account: federation.awsAccountId, region: 'eu-central-1' };
const { path: folder, remove } = temporaryFolder();
afterAll(remove);

const gcp = googleSide('fitting', federation);
const other = googleSide('other', { ...federation, roleName: 'gcs-writer' });

function googleSide(name: string, props: GcpFederationProps): string {
  const outdir = join(folder, name);
  const app = new TerraformApp({ outdir });
  new GcpFederationStack(app, 'gcp', props);
  app.synth();
  return outdir;
}

function shop(scope: App | Stage): Stack {
  const stack = new Stack(scope, 'Shop', { env: ENVIRONMENT });
  const reader = new GcpFederatedRole(stack, 'Reader', federation);
  reader.addToInstance(instance(stack, 'Server', { role: reader.role }));
  return stack;
}

function messageOf(synth: () => void): string {
  try {
    synth();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the app is synthesized');
}

test('an app that fits is synthesized', () => {
  const app = new App();
  shop(app);
  Validations.of(app).addPlugins(new GcpFederationValidation({ gcp }));
  expect(() => app.synth()).not.toThrow();
});

test('one that does not fit is not: construct, resource, Google side and fix are named', () => {
  const app = new App();
  const stack = shop(app);
  Validations.of(app).addPlugins(new GcpFederationValidation({ gcp: other }));
  const message = messageOf(() => app.synth());
  expect(message).toMatch(/^ERROR .*\(GcpFederationValidation\)\n +Shop\/Server\/Resource \(Server[0-9A-F]{8}\) aws-cdk-lib\.aws_ec2\.CfnInstance/m);
  expect(message).toContain('google_iam_workload_identity_pool_provider.');
  expect(message).toContain('The given credential is rejected by the attribute condition');
  expect(message).toMatch(/Suggested fix: .+/);
  const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  const constructs = pluginReports[0].violations.flatMap((violation: any) => violation.violatingConstructs);
  expect(constructs).toContainEqual(expect.objectContaining({
    constructPath: `${stack.node.path}/Server/Resource`,
    cloudFormationResource: { templatePath: 'Shop.template.json', logicalId: expect.stringMatching(/^Server/) },
  }));
});

test('a finding that is acknowledged no longer stops it', () => {
  const ids = (app: App): string[] => JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')).pluginReports[0].violations.map((violation: any) => violation.ruleName);
  const failing = new App();
  shop(failing);
  Validations.of(failing).addPlugins(new GcpFederationValidation({ gcp: other }));
  messageOf(() => failing.synth());

  const app = new App();
  shop(app);
  Validations.of(app).addPlugins(new GcpFederationValidation({ gcp: other }));
  for (const id of ids(failing)) Validations.of(app).acknowledge({ id: `GcpFederationValidation::${id}`, reason: 'known' });
  expect(() => app.synth()).not.toThrow();
});

test('on a stage, that stage is judged', () => {
  const app = new App();
  const production = new Stage(app, 'Production');
  shop(production);
  new Stack(app, 'Unrelated', { env: ENVIRONMENT });
  Validations.of(production).addPlugins(new GcpFederationValidation({ gcp: other }));
  expect(messageOf(() => app.synth())).toContain('Production/Shop/Server/Resource');
});

test('a Google side that is not there stops it, too', () => {
  const app = new App();
  shop(app);
  Validations.of(app).addPlugins(new GcpFederationValidation({ gcp: '/nowhere' }));
  const message = messageOf(() => app.synth());
  expect(message).toContain('Whether the two sides match was not checked: cannot read /nowhere: there is no such file or folder');
  expect(message).toMatch(/Suggested fix: synthesize the Google side before the app/);
});
