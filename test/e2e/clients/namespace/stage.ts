import { Answer } from './orders';
import { RunningClient } from './running-client';
import { ServiceName, Surroundings } from './surroundings';
import { AccessMode } from '../federation';

/** What happens to a client, step by step. */
export type Situation = (stage: Stage) => Promise<void>;

/** One client in surroundings of its own, and what it answered so far. */
export class Stage {
  readonly answers: Answer[] = [];

  constructor(
    readonly surroundings: Surroundings,
    readonly client: RunningClient,
    readonly access: AccessMode,
    /** The service that the client asks. */
    private readonly asks: ServiceName,
  ) {}

  /** Asks the client once, and notes down what it answered and what it asked the clouds for. */
  async ask(): Promise<void> {
    const { surroundings } = this;
    const { log } = surroundings.clouds;
    const mark = log.mark();
    const first = surroundings.seen.length;
    const started = performance.now();
    const said = await this.client.ask();
    const milliseconds = Math.round(performance.now() - started);
    const seen = surroundings.seen.slice(first);
    const issuer: ServiceName = this.access === 'impersonation' ? 'iamCredentials' : 'googleSts';
    const used = seen.findIndex(({ service, status }) => service === this.asks && status === 200);
    const token = seen.find(({ service, status }) => service === issuer && status === 200);
    this.answers.push({
      ...said,
      milliseconds,
      tokenMilliseconds: token && Math.round(token.at - started),
      requests: used < 0 ? seen.length : used + 1,
      log: log.since(mark),
    });
  }
}
