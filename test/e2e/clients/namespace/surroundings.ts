import { GoogleConfiguration } from '../../../../lib/proof';
import { roleSession } from '../../../../lib/rehearsal/attempts/identities';
import { Clouds } from '../../../../lib/rehearsal/clouds';
import { HttpAnswer, HttpRequest, HttpService } from '../../../../lib/rehearsal/emulators';
import { CloudServices } from '../../../../lib/rehearsal/sandbox';
import { FEDERATION, REGION } from '../federation';

export type ServiceName = keyof CloudServices;

/** Stands between the clients and the stand-ins: passes a request on, or does to it what a fault does. */
export type Disturbance = (service: ServiceName, request: HttpRequest, undisturbed: () => Promise<HttpAnswer>) => Promise<HttpAnswer> | HttpAnswer;

/** A request of a client, and when it was answered. */
export interface Seen {
  readonly service: ServiceName;
  readonly status: number;
  /** As `performance.now()` tells it. */
  readonly at: number;
}

const INSTANCE_ID = 'i-0123456789abcdef0';

/** Both clouds around one instance. They can be made anew, go wrong, and run fast or slow. */
export class Surroundings {
  /** Answer at the same addresses, whichever clouds stand behind them. */
  readonly services: CloudServices;
  readonly seen: Seen[] = [];
  disturbance?: Disturbance;
  clouds!: Clouds;
  private readonly ahead = { aws: 0, google: 0 };

  constructor(readonly configuration: GoogleConfiguration) {
    this.renew();
    const names = Object.keys(this.clouds.services) as ServiceName[];
    this.services = Object.fromEntries(names.map(name => [name, this.service(name)])) as Record<ServiceName, HttpService>;
  }

  /** Clouds as they are before anybody has called, with the role of the federation on the instance. */
  renew(configuration = this.configuration): void {
    this.disturbance = undefined;
    Object.assign(this.ahead, { aws: 0, google: 0 });
    const clock = (cloud: 'aws' | 'google') => () => new Date(Date.now() + this.ahead[cloud]);
    this.clouds = new Clouds(configuration, { aws: clock('aws'), google: clock('google') });
    this.giveRole({});
  }

  /** Sets the clock of one cloud ahead of that of the instance. */
  advance(cloud: 'aws' | 'google', seconds: number): void {
    this.ahead[cloud] += seconds * 1000;
  }

  /** Gives the instance a role, with new credentials. */
  giveRole({ roleName = FEDERATION.roleName, account = FEDERATION.awsAccountId, seconds = 6 * 3600 }): void {
    const identity = roleSession({ partition: 'aws', account, roleName }, INSTANCE_ID);
    const credentials = this.clouds.directory.issue(identity, { expiration: new Date(Date.now() + seconds * 1000) });
    this.clouds.metadata.instance = { availabilityZone: `${REGION}a`, account, role: { name: roleName, credentials } };
  }

  takeRole(): void {
    this.clouds.metadata.instance = { availabilityZone: `${REGION}a` };
  }

  private service(name: ServiceName): HttpService {
    return {
      answer: async request => {
        const undisturbed = async () => this.clouds.services[name].answer(request);
        const answer = await (this.disturbance?.(name, request, undisturbed) ?? undisturbed());
        this.seen.push({ service: name, status: answer.status, at: performance.now() });
        return answer;
      },
    };
  }
}
