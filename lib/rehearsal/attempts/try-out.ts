import { AnyStage, Try } from './attempts';
import { WarmClient } from '../client/client-process';
import type { ClientProgram } from '../client/client-program';
import { Clouds } from '../clouds';
import { BootedInstance, RehearsalForm } from '../sandbox';
import { Evidence, Judge } from './judge';
import { Keeper } from '../artifacts';
import { Attempt, WorkloadReport } from '../report';
import { expectation, Target } from './target';
import { LIMITS } from '../../federation/limits';

/** What the rehearsals of all workloads share. */
export interface Backstage {
  readonly keeper: Keeper;
  /** The program that calls Google Cloud. */
  readonly client: ClientProgram;
  /** Makes surroundings and both clouds for one use, and clears them away. */
  withForm<T>(use: (form: RehearsalForm, clouds: Clouds) => Promise<T>): Promise<T>;
  note(text: string): void;
}

const { withoutOrganizationPolicy } = LIMITS.tokenLifetimeSeconds;

export function noteLifetime({ lifetimeSeconds: seconds }: Target, note: (text: string) => void): void {
  if (seconds !== undefined && seconds > withoutOrganizationPolicy) note(`an organization policy that allows tokens of ${seconds} seconds was assumed`);
}

/** What everyone asks for, and who says whether they got in. */
export function questionOf(
  target: Target, identity: Evidence['identity'], form: RehearsalForm, clouds: Clouds, note: (text: string) => void,
): { readonly url: string; readonly judge: Judge } {
  const { bucket, lists } = expectation(target, identity, clouds.policy, clouds.buckets);
  if (!lists) note('no predefined role among its grants on projects and buckets lists objects for certain, so a token counts as admitted');
  const url = form.reach(`https://storage.googleapis.com/storage/v1/b/${bucket?.name ?? 'rehearsal'}/o`);
  return { url, judge: new Judge(clouds, target, lists) };
}

export function notStarted({ name, kind }: { readonly name: string; readonly kind: string }, reason: string): WorkloadReport {
  const attempts: Attempt[] = [{ who: name, expected: 'admitted', outcome: 'depends', reason, milliseconds: 0, requests: [] }];
  return { workload: name, kind, attempts };
}

/** Lets everyone who must stay outside try, by one client. */
export async function tryOthers(
  booted: BootedInstance, program: ClientProgram, { clouds, form }: Pick<AnyStage, 'clouds' | 'form'>, tries: (client: WarmClient) => Try[], judge: Judge,
): Promise<Attempt[]> {
  const client = new WarmClient(form.folder, booted.command(program.command('serve')));
  try {
    await client.ready();
    const attempts: Attempt[] = [];
    for (const attempt of tries(client)) {
      const { evidence } = await observe(clouds, attempt.identity, async () => attempt.run());
      attempts.push(judge.impostor(attempt.who, evidence));
    }
    return attempts;
  } finally {
    client.close();
  }
}

/** Runs one attempt and gathers what the stand-ins saw of it. */
export async function observe<T extends Evidence['answer']>(
  clouds: Clouds, identity: Evidence['identity'], attempt: () => Promise<T>,
): Promise<{ answer: T; evidence: Evidence }> {
  const mark = clouds.log.mark();
  const started = performance.now();
  const answer = await attempt();
  return { answer, evidence: { identity, answer, log: clouds.log.since(mark), milliseconds: performance.now() - started } };
}
