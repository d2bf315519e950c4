import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeployedAccount, resourceOf } from './deployed-account';

/**
 * Writes what is in an account as a cloud assembly whose every value is a literal that the API of AWS gave back, so that
 * the proof and the rehearsal read an account as they read the output of a synthesis.
 *
 * Two things that the server in memory does not keep are taken from the template that CloudFormation was given: the
 * role of a task, and the layers of a function.
 */
export function writeAccountAssembly(folder: string, account: DeployedAccount, accountId: string): void {
  const resources = [roles, instances, launchTemplates, tasks, functions, layers].flatMap(of => of(account));
  const templateFile = 'deployed.template.json';
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({
    artifacts: {
      deployed: { type: 'aws:cloudformation:stack', environment: `aws://${accountId}/${account.region}`, properties: { templateFile } },
    },
  }));
  writeFileSync(join(folder, templateFile), JSON.stringify({ Resources: Object.fromEntries(resources) }));
  for (const { key, base64 } of account.assets) writeFileSync(join(folder, key), Buffer.from(base64, 'base64'));
}

type Resource = [logicalId: string, resource: { Type: string; Properties: Record<string, unknown>; Metadata?: Record<string, unknown> }];

function roles({ roles: found, instanceProfiles }: DeployedAccount): Resource[] {
  return [
    ...found.map(({ name, path, trust }): Resource => [`Role${word(name)}`, {
      Type: 'AWS::IAM::Role', Properties: { RoleName: name, Path: path, AssumeRolePolicyDocument: trust },
    }]),
    ...instanceProfiles.map(({ name, roles: [role] }): Resource => [`Profile${word(name)}`, {
      Type: 'AWS::IAM::InstanceProfile', Properties: { InstanceProfileName: name, Roles: [role.name] },
    }]),
  ];
}

/** The instances of stacks. Those of groups stand for their launch template, and have no profile in this account. */
function instances({ instances: found }: DeployedAccount): Resource[] {
  return found.filter(({ group }) => group === null).map(({ id, userData, profile }): Resource => [`Instance${word(id)}`, {
    Type: 'AWS::EC2::Instance', Properties: { UserData: { 'Fn::Base64': userData }, IamInstanceProfile: profile ?? undefined },
  }]);
}

function launchTemplates({ launchTemplates: found }: DeployedAccount): Resource[] {
  return found.map(({ name, data }): Resource => [`Template${word(name)}`, {
    Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateName: name, LaunchTemplateData: data },
  }]);
}

function tasks(account: DeployedAccount): Resource[] {
  return account.taskDefinitions.map((task): Resource => {
    const given = resourceOf(account, 'AWS::ECS::TaskDefinition', task.taskDefinitionArn);
    const role = account.stack.resources.find(({ logicalId }) => logicalId === given.TaskRoleArn['Fn::GetAtt'][0]);
    return [`Task${word(task.family)}`, {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        TaskRoleArn: account.roles.find(({ name }) => name === role?.physicalId)?.arn,
        Volumes: asInTemplates(task.volumes),
        ContainerDefinitions: asInTemplates(task.containerDefinitions),
      },
    }];
  });
}

function functions(account: DeployedAccount): Resource[] {
  return account.functions.map((fn): Resource => [`Function${word(fn.FunctionName)}`, {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: fn.FunctionName,
      Role: fn.Role,
      Environment: fn.Environment,
      Layers: resourceOf(account, 'AWS::Lambda::Function', fn.FunctionName).Layers,
    },
  }]);
}

/** Layers under the logical ids by which functions refer to them, with the archive that has the digest of the layer. */
function layers(account: DeployedAccount): Resource[] {
  return account.stack.resources.filter(({ type }) => type === 'AWS::Lambda::LayerVersion').map(({ logicalId }): Resource => {
    const deployed = account.layers.find(({ arn }) => arn.includes(logicalId));
    return [logicalId, {
      Type: 'AWS::Lambda::LayerVersion',
      Properties: {},
      Metadata: { 'aws:asset:path': account.assets.find(({ sha256 }) => sha256 === deployed?.sha256)?.key },
    }];
  });
}

/** Templates name the properties of a task as its API does, but for the first letter. */
function asInTemplates(value: any): any {
  if (Array.isArray(value)) return value.map(asInTemplates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name[0].toUpperCase() + name.slice(1), asInTemplates(part)]));
}

/** Logical ids are alphanumeric. */
function word(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '');
}
