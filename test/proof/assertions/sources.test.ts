import { existsSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Testing } from 'cdktf';
import { GcpFederatedRole } from '../../../lib';
import { GcpFederationStack } from '../../../lib/gcp';
import { readAwsConfiguration, readGoogleConfiguration } from '../../../lib/proof';
import { FederationOutputs, synthesized, withFiles } from '../../../lib/proof/assertions/sources';
import { accountStack, federation, instance } from '../../aws/fixtures';

const existed = existsSync('cdktf.out/stacks/gcp/cdk.tf.json');

function constructs() {
  const aws = accountStack();
  const reader = new GcpFederatedRole(aws, 'Reader', federation);
  reader.addToInstance(instance(aws, 'Server', { role: reader.role }));
  const gcp = new GcpFederationStack(Testing.app(), 'gcp', federation);
  return { aws, gcp };
}

function read({ aws, gcp }: FederationOutputs) {
  const [pool] = readGoogleConfiguration(gcp).pools;
  return { aws: JSON.stringify(readAwsConfiguration(aws)), pool: pool.poolId };
}

test('both apps are synthesized, from any of their constructs', () => {
  const { aws, gcp } = constructs();
  const { aws: template, pool } = read(synthesized({ aws: aws.node.children[0], gcp }));
  expect(template).toContain('gcs-reader');
  expect(pool).toBe('aws-identity-pool');
});

test.each(['aws', 'gcp'] as const)('fails when %s is not part of an app', side => {
  const stray = { node: { root: {} } };
  expect(() => synthesized({ ...constructs(), [side]: stray })).toThrow(`${side} is not part of an app, so it cannot be synthesized: create its stack in new App()`);
});

test('fails before what is applied would be overwritten', () => {
  const gcp = new GcpFederationStack(new App(), 'gcp', federation);
  expect(() => synthesized({ ...constructs(), gcp })).toThrow(/^gcp would be synthesized into 'cdktf.out', over what is applied from there: make its stack in Testing.app\(\)/);
  expect(existsSync('cdktf.out/stacks/gcp/cdk.tf.json')).toBe(existed);
});

describe('JSON objects', () => {
  const { aws, gcp } = constructs();
  const json = { aws: { Stack: { template: Template.fromStack(aws).toJSON(), account: '111122223333', region: 'eu-central-1' } }, gcp: JSON.parse(Testing.synth(gcp)) };

  test('are read like files, with the environment that is given', () => {
    const { aws: text, pool } = withFiles(json, read);
    expect(text).toContain('"account":"111122223333"');
    expect(text).toContain('"region":"eu-central-1"');
    expect(text).toContain('"stackName":"Stack"');
    expect(pool).toBe('aws-identity-pool');
  });

  test('leave no files behind, even where reading fails', () => {
    let path = '';
    expect(() => withFiles(json, outputs => {
      path = String(outputs.aws);
      expect(existsSync(path)).toBe(true);
      throw new Error('unreadable');
    })).toThrow('unreadable');
    expect(existsSync(path)).toBe(false);
  });

  test('without an environment leave it open', () => {
    const { template } = json.aws.Stack;
    const configuration = withFiles({ ...json, aws: { Stack: { template } } }, outputs => JSON.stringify(readAwsConfiguration(outputs.aws)));
    expect(configuration).not.toContain('unknown-account');
  });
});
