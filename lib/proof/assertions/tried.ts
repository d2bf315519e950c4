import { AWS_ACCOUNT_ID } from '../../federation/aws-account';
import { poolOf } from '../check/callers/pool-names';
import { reachOf } from '../check/callers/reach';
import { isDetermined } from '../determined';
import { AwsIdentity, AwsProvider, GoogleConfiguration, GooglePolicy, traceAdmission } from '../policy';

/** How far an AWS identity gets at one provider. */
export interface Tried {
  /** Terraform address. */
  readonly provider: string;
  readonly verdict: 'admitted' | 'rejected' | 'depends';
  /** Why it is rejected, or on what it depends. */
  readonly reason: string;
  /** What it may do once admitted. */
  readonly reaches: readonly string[];
}

/** Unique ids as AWS STS reports them; no configuration can know the real ones. */
const USER_ID = { role: 'AROAEXAMPLEEXAMPLE123', user: 'AIDAEXAMPLEEXAMPLE123' };
const ARN = /^arn:[\w-]+:(?:iam|sts)::(\d{12}):(root|(?:user|federated-user|assumed-role)\/.+)$/;

/** Tries an identity at every AWS provider of a configuration. */
export function triedEverywhere(configuration: GoogleConfiguration, arn: string): Tried[] {
  const identity = identityOf(arn);
  const policy = new GooglePolicy(configuration);
  return configuration.awsProviders.map(provider => ({ provider: provider.address, ...tried(policy, provider, identity) }));
}

function tried(policy: GooglePolicy, provider: AwsProvider, identity: AwsIdentity): Omit<Tried, 'provider'> {
  if (provider.disabled === true) return { verdict: 'rejected', reason: 'the provider is disabled', reaches: [] };
  const { steps, principal } = traceAdmission(provider, identity);
  const refusing = steps.find(({ passed }) => passed === false);
  if (refusing !== undefined) return { verdict: 'rejected', reason: `${refusing.step}: ${refusing.reason}`, reaches: [] };
  const open = steps.find(({ passed }) => passed === undefined);
  const depends = open === undefined ? '' : `${open.step}: ${open.reason}`;
  if (principal === undefined) return { verdict: 'depends', reason: depends, reaches: [] };
  const { words, certain } = reachOf(policy, { pool: poolOf(provider, policy), ...principal });
  if (words.length > 0) return { verdict: certain && open === undefined ? 'admitted' : 'depends', reason: depends, reaches: words };
  // Nobody can tell whether a member stands for it that is only known at deployment.
  const unknown = policy.holdings.all.find(({ grant }) => !isDetermined(grant.member));
  return unknown === undefined
    ? { verdict: 'rejected', reason: 'the provider admits it, but no member stands for it', reaches: [] }
    : { verdict: 'depends', reason: `the member of ${unknown.grant.address} is not known before deployment`, reaches: [] };
}

/** An ARN as AWS STS reports it. Throws where it is another one. */
function identityOf(arn: string): AwsIdentity {
  const [, account, rest] = ARN.exec(arn) ?? [];
  if (account === undefined || !AWS_ACCOUNT_ID.test(account)) {
    throw new Error(`identity '${arn}' is not an ARN that AWS STS reports of a caller: pass arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION, `
      + 'arn:aws:iam::ACCOUNT:user/NAME or arn:aws:iam::ACCOUNT:root, or the name of a workload');
  }
  const [kind, name, session] = rest.split('/');
  if (kind === 'assumed-role') {
    if (session === undefined) throw new Error(`identity '${arn}' has no session: AWS STS reports assumed roles with one, so append '/SESSION'`);
    return { account, arn, userid: `${USER_ID.role}:${session}` };
  }
  return { account, arn, userid: kind === 'user' ? USER_ID.user : kind === 'root' ? account : `${account}:${name}` };
}
