import { AwsIdentity, TokenIdentity } from '../../proof';
import { ClientAnswer } from '../client/client-process';
import { Clouds } from '../clouds';
import { holderName, LogEntry, StandIn } from '../emulators';
import { Attempt } from '../report';
import { admittedAs, Target } from './target';

/** What one attempt left behind. */
export interface Evidence {
  readonly identity: AwsIdentity | TokenIdentity;
  readonly answer: Pick<ClientAnswer, 'ok' | 'data' | 'message'>;
  readonly log: readonly LogEntry[];
  readonly milliseconds: number;
}

/** Says from the log of the stand-ins, not from what a client claims, whether somebody got in. */
export class Judge {
  constructor(
    private readonly clouds: Clouds,
    private readonly target: Target,
    /** Whether the workload's grants let it list objects; where they do not, its token is the proof. */
    private readonly lists: boolean,
  ) {}

  /** The workload itself, which ought to get in. */
  workload(who: string, evidence: Evidence): Attempt {
    const listed = accepted(evidence.log, 'Cloud Storage');
    const token = accepted(evidence.log, this.target.serviceAccount === undefined ? 'Google STS' : 'IAM credentials');
    const arn = 'arn' in evidence.identity ? evidence.identity.arn : undefined;
    const foreign = evidence.log.find(({ standIn, verdict, identity }) => standIn === 'AWS STS' && verdict === 'accepted' && identity !== arn);
    if (foreign !== undefined) return { ...this.attempt(who, 'admitted', evidence, undefined), outcome: 'depends', reason: `the client signed as ${foreign.identity}` };
    return this.attempt(who, 'admitted', evidence, listed ?? (this.lists ? undefined : token?.identity));
  }

  /** Somebody who ought to stay outside: inside as soon as a token opens anything. */
  impostor(who: string, evidence: Evidence): Attempt {
    return this.attempt(who, 'rejected', evidence, accepted(evidence.log, 'Cloud Storage') ?? accepted(evidence.log, 'IAM credentials')?.identity
      ?? (accepted(evidence.log, 'Google STS') && this.opened(evidence.identity)));
  }

  private attempt(who: string, expected: Attempt['expected'], evidence: Evidence, entered: LogEntry | string | undefined): Attempt {
    const attempt = { who, expected, milliseconds: Math.round(evidence.milliseconds), requests: evidence.log };
    if (typeof entered === 'string') return { ...attempt, outcome: 'admitted', as: entered };
    if (entered !== undefined) return { ...attempt, outcome: 'admitted', as: entered.identity, listed: namesOf(evidence.answer.data) };
    const refusal = evidence.log.filter(entry => entry.verdict === 'rejected').pop();
    if (refusal === undefined) return { ...attempt, outcome: 'depends', reason: evidence.answer.message };
    return { ...attempt, outcome: 'rejected', standIn: refusal.standIn, step: refusal.step, reason: refusal.reason };
  }

  /** As whom a caller who was given a federated token could use it; `undefined` where it opens nothing. */
  private opened(identity: Evidence['identity']): string | undefined {
    const { policy } = this.clouds;
    const principal = admittedAs(this.target.audience, identity, policy);
    if (principal === undefined) return undefined;
    const account = this.target.serviceAccount;
    const opens = policy.holdsAnyRole({ principal }) || (account !== undefined && policy.mayImpersonate(principal, account));
    return opens ? holderName({ kind: 'federated', principal }) : undefined;
  }
}

function accepted(log: readonly LogEntry[], standIn: StandIn): LogEntry | undefined {
  return log.find(entry => entry.standIn === standIn && entry.verdict === 'accepted');
}

function namesOf(data: unknown): string[] {
  const { items } = (data ?? {}) as { items?: { name: string }[] };
  return (items ?? []).map(item => item.name);
}
