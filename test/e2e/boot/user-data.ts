import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { GcpFederatedRole, GcpFederationProps, GcpGrant } from '../../../lib';

export const PROPS: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'gcs-reader',
  grants: [GcpGrant.project('roles/storage.objectViewer')],
};

/** How often a script has run: each run adds a line. */
export const RUNS = '/root/runs';

/** Commands of a user around ours. */
export interface Neighbours {
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/** A script with the commands of this library, as EC2 hands it to an instance. */
export function plainUserData({ before = [], after = [] }: Neighbours): string {
  return handedOver(reader => {
    const userData = ec2.UserData.forLinux();
    userData.addCommands(...before);
    reader.addToUserData(userData);
    userData.addCommands(...after);
    return userData;
  });
}

/** Another part of multipart user data. */
export interface Part {
  readonly type: string;
  readonly text: string;
}

/** Parts of a user, with the one that holds our commands between them. */
export function multipartUserData(before: readonly Part[], { before: above = [], after = [] }: Neighbours, others: readonly Part[]): string {
  return handedOver(reader => {
    const userData = new ec2.MultipartUserData();
    const add = ({ type, text }: Part) => userData.addUserDataPart(ec2.UserData.custom(text), type);
    before.forEach(add);
    userData.addUserDataPart(ec2.UserData.forLinux(), ec2.MultipartBody.SHELL_SCRIPT, true);
    userData.addCommands(...above);
    reader.addToUserData(userData);
    userData.addCommands(...after);
    others.forEach(add);
    return userData;
  });
}

function handedOver(make: (reader: GcpFederatedRole) => ec2.UserData): string {
  const stack = new Stack(new App(), 'Stack', { env: { account: PROPS.awsAccountId, region: 'eu-west-1' } });
  return evaluated(stack.resolve(make(new GcpFederatedRole(stack, 'Reader', PROPS)).render()));
}

/** What CloudFormation makes of the functions that stand in rendered user data. */
function evaluated(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Base64': encoded, 'Fn::Join': joined } = value as { 'Fn::Base64'?: unknown; 'Fn::Join'?: [string, unknown[]] };
  if (encoded !== undefined) return Buffer.from(evaluated(encoded)).toString('base64');
  if (joined !== undefined) return joined[1].map(evaluated).join(joined[0]);
  throw new Error(`user data holds ${JSON.stringify(value)}, which is none of the functions that CDK writes for literals`);
}
