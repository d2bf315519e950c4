import { userDataScript } from '../../../lib/federation/installation/user-data-script';
import { Ec2Instance, InputError, Undetermined } from '../../../lib/proof';
import { instanceWorkloads } from '../../../lib/rehearsal/workloads';

const BLOCK = userDataScript({ credentialConfigPath: '/etc/cdk-gcp/config.json', workloadProjectId: 'my-gcp-project', credentialConfig: '{}' }).join('\n');
const INSTANCE: Ec2Instance = {
  kind: 'ec2-instance',
  templateFile: 'Stack.json',
  stackName: 'Stack',
  logicalId: 'Server',
  constructPath: 'Stack/Server',
  account: '111122223333',
  region: 'eu-west-1',
  role: { name: 'gcs-reader' },
  userData: { text: BLOCK, unknown: [] },
};

test('an instance with our commands is a workload; others are not', () => {
  const others: Ec2Instance[] = [{ ...INSTANCE, userData: undefined }, { ...INSTANCE, userData: { text: 'echo', unknown: [] } }];
  expect(instanceWorkloads([INSTANCE, ...others])).toEqual([
    { kind: 'ec2-instance', name: 'Stack/Server', userData: BLOCK, unknown: [], region: 'eu-west-1', account: '111122223333', roleName: 'gcs-reader', notes: [] },
  ]);
});

test('our commands may be one part of many', () => {
  const text = `Content-Type: multipart/mixed; boundary="+"\n\n--+\nContent-Type: text/x-shellscript\n\n#!/bin/sh\n${BLOCK}\n--+--\n`;
  expect(instanceWorkloads([{ ...INSTANCE, userData: { text, unknown: [] } }])).toHaveLength(1);
});

test('is named by stack and logical id where there is no construct path', () => {
  expect(instanceWorkloads([{ ...INSTANCE, constructPath: undefined }])[0].name).toBe('Stack/Server');
});

test('what is not known outside our commands does not matter', () => {
  const unknown = [new Undetermined('Bucket', 'it is known only at deployment')];
  expect(instanceWorkloads([{ ...INSTANCE, userData: { text: `echo \${Bucket}\n${BLOCK}`, unknown } }])).toMatchObject([{ unknown: ['Bucket'] }]);
});

test.each<[string, Partial<Ec2Instance>, RegExp]>([
  ['our commands hold what is not known', {
    userData: { text: BLOCK.replace('{}', '{"audience": "${Bucket}"}').replace('my-gcp-project', '${Project}'), unknown: [new Undetermined('Project', 'it is known only at deployment')] },
  }, /Stack\/Server: the commands between the markers are not what this version of cdk-gcp-federation writes/],
  ['the instance has no instance profile', { role: undefined }, /Stack\/Server: the instance has no instance profile/],
  ['the instance profile is foreign', { role: new Undetermined('Profile', 'it is made elsewhere') }, /the role of the instance cannot be told, it is made elsewhere \(Profile\)/],
])('fails when %s', (_, changes, message) => {
  expect(() => instanceWorkloads([{ ...INSTANCE, ...changes }])).toThrow(InputError);
  expect(() => instanceWorkloads([{ ...INSTANCE, ...changes }])).toThrow(message);
});
