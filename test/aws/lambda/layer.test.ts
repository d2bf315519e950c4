import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { inlineFunction } from './fixtures';
import { GcpFederatedRole } from '../../../lib';
import { resolveFederation } from '../../../lib/federation/federation';
import { credentialConfig } from '../../../lib/federation/installation/credential-config';
import { ACCOUNT, federation } from '../fixtures';

/** The folder that is published as the layer, as it is in the cloud assembly. */
function layerFolder(context: Record<string, unknown> = {}): string {
  const app = new App({ context: { 'aws:cdk:enable-asset-metadata': true, ...context } });
  const stack = new Stack(app, 'Stack', { env: { account: ACCOUNT, region: 'eu-central-1' } });
  const reader = new GcpFederatedRole(stack, 'Reader', federation);
  reader.addToFunction(inlineFunction(stack, 'Fn', { role: reader.role }));
  const { directory, stacks: [{ template }] } = app.synth();
  const layer = Object.values<any>(template.Resources).find(({ Type }) => Type === 'AWS::Lambda::LayerVersion');
  return resolve(directory, layer.Metadata['aws:asset:path']);
}

test('holds the configuration without the token URL, byte for byte, and nothing else', () => {
  const folder = layerFolder();
  expect(readdirSync(folder)).toEqual(['cdk-gcp-credential-config.json']);
  const text = readFileSync(resolve(folder, 'cdk-gcp-credential-config.json'), 'utf8');
  expect(text).toBe(credentialConfig(resolveFederation(federation), 'environment'));
  expect(text).not.toContain('imdsv2_session_token_url');
  expect(text.length).toBeLessThan(900);
});

test.each([0o000, 0o022, 0o077])('is readable by the function whatever the umask of the synthesis, here %i', umask => {
  const before = process.umask(umask);
  try {
    expect(statSync(resolve(layerFolder(), 'cdk-gcp-credential-config.json')).mode % 0o1000).toBe(0o644);
  } finally {
    process.umask(before);
  }
});

test('stays where it is made when assets are not staged, as sam local wants it', () => {
  const folder = layerFolder({ 'aws:cdk:disable-asset-staging': true });
  expect(readdirSync(folder)).toEqual(['cdk-gcp-credential-config.json']);
  rmSync(folder, { recursive: true });
});
