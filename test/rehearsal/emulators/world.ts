import { GoogleConfiguration, GooglePolicy } from '../../../lib/proof';
import { tokenExchangeForm } from '../../../lib/rehearsal/attempts/signed-request';
import { AccessTokens, AwsDirectory, AwsSts, CloudStorage, GoogleSts, HttpAnswer, HttpRequest, IamCredentials, RequestLog, ResourceManager } from '../../../lib/rehearsal/emulators';
import { AUDIENCE, configuration } from '../../proof/policy/configuration';

/** The stand-ins of both clouds without a network, for one Google configuration and one time. */
export class World {
  readonly log = new RequestLog();
  readonly directory = new AwsDirectory();
  readonly policy: GooglePolicy;
  readonly tokens: AccessTokens;
  readonly awsSts: AwsSts;
  readonly googleSts: GoogleSts;
  readonly iamCredentials: IamCredentials;
  readonly cloudStorage: CloudStorage;
  readonly resourceManager: ResourceManager;
  now = new Date();

  constructor(changes: Partial<GoogleConfiguration> = {}, extendedLifetime = false) {
    const clock = () => this.now;
    this.policy = new GooglePolicy(configuration(changes), clock);
    this.tokens = new AccessTokens(clock);
    this.awsSts = new AwsSts(this.directory, this.log, clock);
    this.googleSts = new GoogleSts(this.policy, this.awsSts, this.tokens, this.log);
    this.iamCredentials = new IamCredentials(this.policy, this.tokens, this.log, () => extendedLifetime);
    this.cloudStorage = new CloudStorage(this.policy, this.tokens, this.log, [{ name: 'bucket', project: 'my-gcp-project', objects: ['object'] }]);
    this.resourceManager = new ResourceManager(this.policy, this.tokens, this.log, [{ projectId: 'my-gcp-project', projectNumber: '123456789012' }]);
  }

  exchange(subjectToken: string, changes: Readonly<Record<string, string>> = {}): HttpAnswer {
    const form = tokenExchangeForm(AUDIENCE, subjectToken);
    for (const [name, value] of Object.entries(changes)) form.set(name, value);
    return this.googleSts.answer(request('POST', '/v1/token', { body: String(form) }));
  }

  /** The check that decided last. */
  get step(): string {
    return this.log.entries[this.log.entries.length - 1].step;
  }
}

export function request(method: string, url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  const { pathname, searchParams } = new URL(url, 'http://test');
  return { method, path: pathname, query: searchParams, headers: {}, body: '', ...more };
}

export function bearer(token: string): Partial<HttpRequest> {
  return { headers: { authorization: `Bearer ${token}` } };
}
