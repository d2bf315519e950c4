import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { App as TerraformApp } from 'cdktf';
import { GcpFederatedRole } from '../../../lib';
import { GcpFederationStack } from '../../../lib/gcp';
import { check } from '../../../lib/proof';
import { federation, instance } from '../../aws/fixtures';
import { temporaryFolder } from '../temporary-folder';

const { path: folder, remove } = temporaryFolder();
afterAll(remove);

test('a role name that is mistyped on one side is named with the other, and the condition is not blamed for its form', () => {
  const app = new App({ outdir: join(folder, 'aws') });
  const stack = new Stack(app, 'Reports', { env: { account: federation.awsAccountId, region: 'eu-central-1' } });
  const reader = new GcpFederatedRole(stack, 'Reader', federation);
  reader.addToInstance(instance(stack, 'Host', { role: reader.role }));
  const google = new TerraformApp({ outdir: join(folder, 'gcp') });
  new GcpFederationStack(google, 'gcp', { ...federation, roleName: 'gcs-raeder' });
  google.synth();

  const { findings } = check({ aws: app.synth().directory, gcp: google.outdir });
  expect(findings.find(({ id }) => id === 'condition-rejects')?.fix)
    .toBe("make the names equal and write both sides again: the Google side admits 'gcs-raeder', the workload has role 'gcs-reader'");
});
