import { nearest } from '../../../federation/json/suggest';
import { assumedRoleArn } from '../../../federation/names';
import { Determined, isDetermined } from '../../determined';
import { IntendedRole, roleSession } from '../../impostors';
import { AwsIdentity, AwsProvider, CelError, evaluateCel, traceAdmission } from '../../policy';
import { FindingId } from '../findings/catalogue';

/** Why a condition rejects a workload: what its author may have meant is tried. */
export function diagnoseCondition(provider: AwsProvider, identity: AwsIdentity, role: IntendedRole, path: Determined<string> | undefined): FindingId {
  const { attributeCondition: condition } = provider;
  if (condition === undefined || !isDetermined(condition)) return 'condition-rejects';
  if (!parses(condition)) return 'condition-invalid';
  const session = identity.arn.slice(identity.arn.lastIndexOf('/') + 1);
  const accepts = (changed: AwsIdentity) => accepted({ ...provider, accountId: changed.account }, changed);
  const { partition, account, roleName } = role;
  const others = [...condition.matchAll(/\b\d{12}\b/g)].map(([other]) => other).filter(other => other !== account);
  if (others.some(other => accepts(roleSession({ ...role, account: other }, session)))) return 'condition-wrong-account';
  const partitions = ['aws', 'aws-us-gov', 'aws-cn'].filter(other => other !== partition);
  if (partitions.some(other => accepts(roleSession({ ...role, partition: other }, session)))) return 'condition-wrong-partition';
  const prefix = path !== undefined && isDetermined(path) ? path.replace(/^\//, '') : '';
  // Google's default mapping cuts such an ARN behind the path, so that trying it would tell nothing.
  if (namesWithPath(condition, roleName) || (prefix !== '' && condition.includes(`assumed-role/${prefix}`))) return 'condition-role-path';
  if (condition.includes(':role/') || accepts({ ...identity, arn: `arn:${partition}:iam::${account}:role/${roleName}` })) return 'condition-iam-arn';
  const cases = [...condition.matchAll(/[\w+=,.@-]+/g)].map(([word]) => word).filter(word => word !== roleName && word.toLowerCase() === roleName.toLowerCase());
  if (cases.some(name => accepts(roleSession({ ...role, roleName: name }, session)))) return 'condition-letter-case';
  return comparesName(condition, roleName) ? 'condition-role-name' : 'condition-rejects';
}

/** Returns the names of roles that a condition admits if it rejects a role for its name alone, and the nearest of them. */
export function otherRoleNames(
  { attributeCondition: condition }: AwsProvider, { partition, account, roleName }: IntendedRole,
): { readonly names: readonly string[]; readonly near?: string } {
  if (condition === undefined || !isDetermined(condition)) return { names: [] };
  const arn = assumedRoleArn(partition, account, '');
  const names = [...condition.matchAll(/'([^']*)'/g)].map(([, text]) => text).filter(text => text.startsWith(arn) && !text.endsWith('/')).map(text => text.slice(arn.length));
  if (names.includes(roleName)) return { names: [] };
  const distinct = [...new Set(names)];
  return { names: distinct, near: nearest(roleName, distinct) };
}

function accepted(provider: AwsProvider, identity: AwsIdentity): boolean {
  return traceAdmission(provider, identity).steps.every(({ passed }) => passed === true);
}

function parses(condition: string): boolean {
  try {
    evaluateCel(condition, { assertion: { account: '', arn: '', userid: '' }, google: { subject: '' }, attribute: {} });
    return true;
  } catch (error) {
    return !(error instanceof CelError && error.code === 'syntax');
  }
}

function namesWithPath(condition: string, roleName: string): boolean {
  return [...condition.matchAll(/assumed-role\/(?:[\w+=,.@-]+\/)+([\w+=,.@-]+)['"]/g)].some(([, name]) => name === roleName);
}

function comparesName(condition: string, roleName: string): boolean {
  return condition.includes(`'${roleName}'`) || condition.includes(`"${roleName}"`);
}
