import { federation, hostFederation } from './apps/federation';
import { DeployedAccount, given, instanceOf, roleNamed } from './deployed-account';
import { GcpFederationProps } from '../../../lib';
import { resolveFederation } from '../../../lib/federation/federation';
import { AwsCredentialSource, credentialConfig } from '../../../lib/federation/installation/credential-config';
import {
  CREDENTIAL_CONFIG_VARIABLES, DEFAULT_CREDENTIAL_CONFIG_PATH, FUNCTION_CREDENTIAL_CONFIG_PATH, PROJECT_VARIABLES, TASK_CREDENTIAL_CONFIG_PATH,
} from '../../../lib/federation/installation/installation';
import { userDataScript } from '../../../lib/federation/installation/user-data-script';
import { assumedRoleArn } from '../../../lib/federation/names';

const { awsAccountId, gcpProjectId, roleName } = federation;

function configFor(props: GcpFederationProps, source: AwsCredentialSource): string {
  return credentialConfig(resolveFederation(props), source);
}

function installation(props: GcpFederationProps): string {
  return userDataScript({
    credentialConfigPath: DEFAULT_CREDENTIAL_CONFIG_PATH, credentialConfig: configFor(props, 'instance-metadata'), workloadProjectId: gcpProjectId,
  }).join('\n');
}

function variables(path: string): Record<string, string> {
  return Object.fromEntries([...CREDENTIAL_CONFIG_VARIABLES.map(name => [name, path]), ...PROJECT_VARIABLES.map(name => [name, gcpProjectId])]);
}

/** CDK appends a digest of hexadecimal digits to the id of a construct. */
function instanceId(construct: string): RegExp {
  return new RegExp(`^${construct}[0-9A-Fa-f]*$`);
}

/** What the stack `all-workloads` must have become in an account. */
export function describeReadBack(read: () => DeployedAccount): void {
  test('made the role with its path, for the services that use it and no others', () => {
    const { arn, path, trust, policies } = roleNamed(read(), roleName);
    expect({ arn, path }).toEqual({ arn: `arn:aws:iam::${awsAccountId}:role/workloads/${roleName}`, path: '/workloads/' });
    expect(trust.Statement.map(({ Effect, Action, Principal, Condition }: any) => [Effect, Action, Principal, Condition])).toEqual(
      ['ec2', 'lambda', 'ecs-tasks'].map(service => ['Allow', 'sts:AssumeRole', { Service: `${service}.amazonaws.com` }, undefined]),
    );
    const bucket = read().stack.resources.find(({ type }) => type === 'AWS::S3::Bucket')!.physicalId;
    expect(policies).toHaveLength(1);
    expect(JSON.stringify(policies)).toContain(`"arn:aws:s3:::${bucket}/*"`);
    // The server forgets managed policies.
    expect(JSON.stringify(given(read(), 'ReaderRole', 'AWS::IAM::Role').ManagedPolicyArns)).toContain(':iam::aws:policy/AmazonSSMManagedInstanceCore');
  });

  test('left the role of the other team as it was', () => {
    const { arn, trust, policies } = roleNamed(read(), hostFederation.roleName);
    expect(arn).toBe(`arn:aws:iam::${awsAccountId}:role/platform/${hostFederation.roleName}`);
    expect(trust.Statement).toHaveLength(1);
    expect(policies).toEqual([]);
  });

  test('gave every instance the profile of its role, by which AWS STS knows it without the path of the role', () => {
    const ours = ['Instance', 'Running', 'PlainInstance'].map(construct => [construct, roleName]);
    const theirs = ['NewHost', 'RunningHost'].map(construct => [construct, hostFederation.roleName]);
    for (const [logicalId, name] of [...ours, ...theirs]) {
      const { id, identity } = instanceOf(read(), instanceId(logicalId));
      const arn = `${assumedRoleArn('aws', awsAccountId, name)}/${id}`;
      expect(identity).toEqual({ account: awsAccountId, arn, userid: expect.stringMatching(/^AROA[A-Z0-9]+:i-/) });
    }
  });

  test('put the commands between those of others, whose references the account has resolved', () => {
    const { userData } = instanceOf(read(), instanceId('Instance'));
    const { region, stack: { resources } } = read();
    const vpc = resources.find(({ type }) => type === 'AWS::EC2::VPC')!.physicalId;
    const stackId = `arn:aws:cloudformation:${region}:${awsAccountId}:stack/all-workloads/`;
    const [before, after] = userData.split(installation(federation));
    expect(before).toMatch(new RegExp(`^#!/bin/bash\nset -eu\necho ${stackId}[0-9a-f-]+ >/etc/stack-id\n$`));
    expect(after).toBe(`\necho "${vpc}" >/etc/vpc-id\ncp "$GOOGLE_APPLICATION_CREDENTIALS" /etc/seen-by-next-command`);
    expect(instanceOf(read(), instanceId('NewHost')).userData).toBe(`#!/bin/bash\n${installation(hostFederation)}`);
    // The server forgets metadata options of instances.
    expect(given(read(), 'Instance', 'AWS::EC2::Instance').MetadataOptions).toEqual({ HttpTokens: 'required' });
  });

  test('launches the instances of the group from the template', () => {
    const { launchTemplates: [{ data }], instanceProfiles, instances, groups: [group] } = read();
    const profile = instanceProfiles.find(({ arn }) => arn === data.IamInstanceProfile.Arn);
    expect(profile?.roles).toEqual([{ name: roleName, arn: roleNamed(read(), roleName).arn }]);
    expect(data.MetadataOptions).toEqual({ HttpTokens: 'required' });
    const userData = `#!/bin/bash\n${installation(federation)}`;
    expect(Buffer.from(data.UserData, 'base64').toString()).toBe(userData);
    const launched = instances.filter(instance => instance.group === group.AutoScalingGroupName);
    expect(launched.map(instance => instance.userData)).toEqual([userData]);
  });

  test('leaves running instances to associations, whose commands are those of the user data', () => {
    for (const [logicalId, props] of Object.entries({ Running: federation, RunningHost: hostFederation })) {
      const { id, userData } = instanceOf(read(), instanceId(logicalId));
      expect({ id, userData }).toEqual({ id, userData: '#!/bin/bash' });
      const { Name: document, Targets: targets, Parameters: { commands } } = given(read(), `${logicalId}GcpFederation`, 'AWS::SSM::Association');
      expect(document).toBe('AWS-RunShellScript');
      const [{ Key: key, Values: [{ Ref: target }] }] = targets;
      expect({ key, id: read().stack.resources.find(resource => resource.logicalId === target)?.physicalId }).toEqual({ key: 'InstanceIds', id });
      expect(commands.join('\n')).toContain(`\n${installation(props)}\n`);
    }
  });

  test('gave the function its variables, and published the layer with a file that every user may read', () => {
    const { functions: [{ Role: role, Environment: environment }], assets, layers: [layer] } = read();
    expect(role).toBe(roleNamed(read(), roleName).arn);
    expect(environment.Variables).toEqual(variables(FUNCTION_CREDENTIAL_CONFIG_PATH));
    // The server forgets which layers a function has.
    const [{ Ref: layerId }] = given(read(), 'Function', 'AWS::Lambda::Function').Layers;
    expect(layer.arn).toContain(layerId);
    const { files } = assets.find(({ sha256 }) => sha256 === layer.sha256)!;
    const name = FUNCTION_CREDENTIAL_CONFIG_PATH.replace('/opt/', '');
    expect(files).toEqual([{ name, mode: expect.stringMatching(/^0o[67][45][45]$/), text: configFor(federation, 'environment') }]);
  });

  test('registered the task with the container that serves its credentials', () => {
    const { taskDefinitions: [{ containerDefinitions, volumes }] } = read();
    const [sidecar, app] = ['gcp-credentials', 'App'].map(named => containerDefinitions.find(({ name }: any) => name === named));
    const environment = (container: any) => Object.fromEntries(container.environment.map(({ name, value }: any) => [name, value]));
    expect(Object.values(environment(sidecar))).toContain(configFor(federation, 'metadata-emulator'));
    expect(environment(sidecar)).toMatchObject({ CDK_GCP_REGION: read().region });
    expect(environment(app)).toEqual(variables(TASK_CREDENTIAL_CONFIG_PATH));
    expect(app.dependsOn).toEqual([{ containerName: 'gcp-credentials', condition: 'HEALTHY' }]);
    expect(volumes).toEqual([expect.objectContaining({ name: app.mountPoints[0].sourceVolume })]);
    // The server forgets the roles of a task, and takes every task for one with a bridge network.
    const { TaskRoleArn: { 'Fn::GetAtt': [role] }, NetworkMode: network } = given(read(), 'Task', 'AWS::ECS::TaskDefinition');
    expect(read().stack.resources.find(({ logicalId }) => logicalId === role)?.physicalId).toBe(roleName);
    expect(network).toBe('awsvpc');
  });

  test('put out what the Google side is told', () => {
    const { principalSet, audience, access } = resolveFederation(federation);
    const account = access.serviceAccount?.email ?? [];
    const expected = [roleNamed(read(), roleName).arn, principalSet, audience, instanceOf(read(), instanceId('Instance')).id].concat(account);
    expect(Object.values(read().stack.outputs).sort()).toEqual(expected.sort());
    expect(read().parameters['/reports/credential-config']).toBe(configFor(federation, 'instance-metadata'));
  });
}
