import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Platform } from './credential-config-path';
import { requireCommands, requireInstalledPart } from './user-data-language';
import { encodedBytes, UserDataText } from './user-data-text';
import { earlierCommandsWarnings } from './user-data-warnings';
import { BEGIN_MARKER } from '../../../federation/installation/installation';
import { LIMITS } from '../../../federation/limits';
import { treeRegistry } from '../../../federation/tree-registry';
import { FederationWarning } from '../../../federation/warning';
import { containerHostReason } from '../../container-host';

/** What was added to user data: the same object may serve several instances. */
interface Added {
  commands?: readonly string[];
}

/** What user data belongs to, as far as that is known. */
export interface UserDataOwner {
  /** How messages call it, such as 'instance Stack/Host'. */
  readonly title: string;
  /** What is known of the machine image. */
  readonly image?: string;
}

/**
 * Adds commands to user data, once, using nothing but its public methods, so all that is in it stays.
 *
 * What may change later, size and registration of a container host, is looked at again at synthesis.
 *
 * @returns what the user should know about the commands that stand before ours
 */
export function addToUserData(
  scope: Construct, userData: ec2.UserData, owner: UserDataOwner, commandsOf: (platform: Platform) => readonly string[],
): FederationWarning[] {
  const earlier = UserDataText.of(scope, userData);
  refuseContainerHost(earlier, owner);
  const platform = requireCommands(userData, earlier, owner.image);
  const commands = commandsOf(platform);
  const added = treeRegistry<Added>(userData, 'user-data', () => ({}));
  const present = added.commands;
  if (present !== undefined && present.join('\n') !== commands.join('\n')) {
    throw new Error('this user data installs another credential configuration already, and an instance has one identity only: '
      + 'give the instances separate user data, one for each federated role');
  }
  scope.node.addValidation({ validate: () => problems(scope, userData, owner, commands) });
  if (present !== undefined) return [];
  userData.addCommands(...commands);
  added.commands = commands;
  if (earlier.isMultipart) requireInstalledPart(UserDataText.of(scope, userData), BEGIN_MARKER);
  return earlierCommandsWarnings(earlier.text, platform);
}

/** Refuses user data that registers a container host, so far as it does already. */
export function requireNoContainerHost(scope: Construct, userData: ec2.UserData, owner: UserDataOwner): void {
  refuseContainerHost(UserDataText.of(scope, userData), owner);
}

function refuseContainerHost(found: UserDataText, owner: UserDataOwner): void {
  const reason = containerHostReason(owner.title, found.text);
  if (reason) throw new Error(reason);
}

function problems(scope: Construct, userData: ec2.UserData, owner: UserDataOwner, ours: readonly string[]): string[] {
  const found = UserDataText.of(scope, userData);
  return [containerHostReason(owner.title, found.text), tooLarge(found, owner, ours)].filter(problem => problem !== undefined);
}

/** EC2 counts before its own base64, so what CDK encodes around the whole does not count. */
function tooLarge(found: UserDataText, owner: UserDataOwner, commands: readonly string[]): string | undefined {
  if (found.bytes <= LIMITS.userDataBytes) return undefined;
  const bytes = Buffer.byteLength(commands.join('\n'));
  const ours = found.isMultipart ? encodedBytes(bytes) : bytes;
  return `user data of ${owner.title} has at least ${found.bytes} bytes, ${ours} of them for the credential configuration, and EC2 takes ${LIMITS.userDataBytes}: `
    + 'move other commands into a file that user data fetches, such as an asset in S3';
}
