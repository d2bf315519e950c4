import { LIMITS } from './limits';

/** A stack name, a logical id and letters that CloudFormation adds. A logical id holds no hyphen. */
const GENERATED = /^(.+)-([A-Za-z0-9]+)-[A-Za-z0-9]{12,13}$/;

/** From this length on, CloudFormation may have cut the stack name and the logical id. */
const CUT_FROM = LIMITS.roleNameCharacters - 1;

/** A role that has no name in its template. */
export interface UnnamedRole {
  readonly logicalId: string;
  /** @default - unknown, as in a nested stack */
  readonly stackName?: string;
}

/**
 * Whether CloudFormation can have generated a name for a role: `STACK-LOGICALID-RANDOM`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
 */
export function canBeGeneratedName(name: string, { logicalId, stackName }: UnnamedRole): boolean {
  const [, stack, id] = GENERATED.exec(name) ?? [];
  if (stack === undefined || name.length > LIMITS.roleNameCharacters) return false;
  const isPartOf = (part: string, whole: string) => part === whole || (name.length >= CUT_FROM && whole.startsWith(part));
  return isPartOf(id, logicalId) && (stackName === undefined || isPartOf(stack, stackName));
}

/** How a generated name looks, for messages. */
export function generatedNamePattern({ logicalId, stackName = 'STACK' }: UnnamedRole): string {
  return `${stackName}-${logicalId}-RANDOM`;
}
