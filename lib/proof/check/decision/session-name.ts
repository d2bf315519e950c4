import { SESSION_NAME_CHARACTERS } from '../../../federation/limits';
import { AwsWorkload, AwsWorkloadKind } from '../../inputs/cloudformation';

/**
 * The longest session name of each kind of workload: the instance id, the task id, the name of the function, and
 * `AWSCodeBuild-` with a UUID.
 */
const CHARACTERS: Readonly<Record<AwsWorkloadKind, number>> = {
  'ec2-instance': SESSION_NAME_CHARACTERS.ec2,
  'auto-scaling-group': SESSION_NAME_CHARACTERS.ec2,
  'launch-template': SESSION_NAME_CHARACTERS.ec2,
  'lambda-function': SESSION_NAME_CHARACTERS.lambda,
  'ecs-task': SESSION_NAME_CHARACTERS.ecs,
  'codebuild-project': 49,
  'kubernetes-pod': SESSION_NAME_CHARACTERS.eks,
};

const MACHINES: readonly AwsWorkloadKind[] = ['ec2-instance', 'auto-scaling-group', 'launch-template'];

/** Whether a workload has its AWS credentials from the metadata service of an instance. */
export function isMachine({ kind }: AwsWorkload): boolean {
  return MACHINES.includes(kind);
}

/** A session name as long as they come. */
export function longestSessionName({ kind, sessionName }: AwsWorkload): string {
  if (sessionName !== undefined) return sessionName;
  const prefix = CHARACTERS[kind] === SESSION_NAME_CHARACTERS.ec2 ? 'i-' : '';
  return prefix.padEnd(CHARACTERS[kind], '0123456789abcdef');
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Patterns of the names that AWS gives to sessions. */
const PATTERNS: Readonly<Record<AwsWorkloadKind, string>> = {
  'ec2-instance': 'i-(?:[0-9a-f]{8}|[0-9a-f]{17})',
  'auto-scaling-group': 'i-(?:[0-9a-f]{8}|[0-9a-f]{17})',
  'launch-template': 'i-(?:[0-9a-f]{8}|[0-9a-f]{17})',
  'lambda-function': '[A-Za-z0-9_-]{2,64}',
  'ecs-task': '[0-9a-f]{32}',
  'codebuild-project': `AWSCodeBuild-${UUID}`,
  'kubernetes-pod': 'eks-[A-Za-z0-9-]{1,60}',
};

/** Returns a pattern of all session names that a workload can have. */
export function sessionPattern({ kind, sessionName }: AwsWorkload): string {
  return `^${sessionName === undefined ? PATTERNS[kind] : sessionName.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;
}
