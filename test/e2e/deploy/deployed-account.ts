import { AwsIdentity } from '../../../lib/proof';

/** A resource of a stack, as CloudFormation lists it. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly status: string;
}

export interface DeployedInstance {
  readonly id: string;
  /** @default null - it was launched by a group */
  readonly logicalId: string | null;
  /** @default null - it is in no Auto Scaling group */
  readonly group: string | null;
  readonly availabilityZone: string;
  readonly userData: string;
  /** Name of the instance profile. @default null - it has none */
  readonly profile: string | null;
  /** Who its processes are to AWS STS, from an assumed session named like the instance. @default null - it has no profile */
  readonly identity: AwsIdentity | null;
}

export interface DeployedRole {
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  readonly trust: any;
  /** Inline policies, and those that belong to it alone. */
  readonly policies: readonly any[];
}

/** What `read_account.py` read in an account, by the API of AWS, after the deployment of a stack. Roles and profiles are all that there are. */
export interface DeployedAccount {
  readonly region: string;
  readonly stack: {
    readonly status: string;
    readonly outputs: Readonly<Record<string, string>>;
    readonly resources: readonly StackResource[];
    /** As CloudFormation was given it. */
    readonly template: any;
  };
  readonly roles: readonly DeployedRole[];
  readonly instanceProfiles: readonly {
    readonly name: string;
    readonly arn: string;
    readonly roles: readonly Pick<DeployedRole, 'name' | 'arn'>[];
  }[];
  readonly instances: readonly DeployedInstance[];
  readonly launchTemplates: readonly { readonly name: string; readonly data: any }[];
  readonly groups: readonly any[];
  readonly functions: readonly any[];
  readonly layers: readonly { readonly arn: string; readonly sha256: string }[];
  /** Archives that the CLI published, for all stacks. */
  readonly assets: readonly {
    readonly key: string;
    readonly sha256: string;
    readonly base64: string;
    readonly files: readonly { readonly name: string; readonly mode: string; readonly text: string }[];
  }[];
  readonly taskDefinitions: readonly any[];
  readonly parameters: Readonly<Record<string, string>>;
}

/** The one instance that the stack made with such a logical id. */
export function instanceOf(account: DeployedAccount, logicalId: RegExp): DeployedInstance {
  const found = account.instances.filter(instance => logicalId.test(instance.logicalId ?? ''));
  if (found.length !== 1) throw new Error(`${found.length} deployed instances have a logical id like ${logicalId}`);
  return found[0];
}

export function roleNamed(account: DeployedAccount, name: string): DeployedRole {
  const found = account.roles.find(role => role.name === name);
  if (!found) throw new Error(`the account has no role '${name}', but ${account.roles.map(role => role.name).join(', ')}`);
  return found;
}

/** The properties of a resource as CloudFormation was given them, by what it became in the account. */
export function resourceOf({ stack: { resources, template } }: DeployedAccount, type: string, physicalId: string): any {
  const found = resources.find(resource => resource.type === type && resource.physicalId === physicalId);
  if (!found) throw new Error(`the stack has no ${type} '${physicalId}'`);
  return template.Resources[found.logicalId].Properties;
}

/** The properties of the one resource whose logical id starts so, as CloudFormation was given them. */
export function given({ stack: { template } }: DeployedAccount, logicalId: string, type: string): any {
  const found = Object.entries<{ Type: string; Properties: unknown }>(template.Resources)
    .filter(([id, { Type }]) => Type === type && id.startsWith(logicalId));
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type} have a logical id that starts with '${logicalId}'`);
  return found[0][1].Properties;
}
