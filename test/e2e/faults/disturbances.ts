import { setTimeout } from 'node:timers/promises';
import { GooglePolicy } from '../../../lib/proof';
import { CloudStorage, IamCredentials } from '../../../lib/rehearsal/emulators';
import { Disturbance, ServiceName, Surroundings } from '../clients/namespace/surroundings';
import { withoutFederatedMembers } from '../clients/situations';

/** A service that answers late. */
export function slow(of: ServiceName, milliseconds: number): Disturbance {
  return async (service, _, undisturbed) => {
    if (service === of) await setTimeout(milliseconds);
    return undisturbed();
  };
}

/** A service that answers with a status of its own, for the first requests or for all. */
export function answers(of: ServiceName, status: number, times = Infinity): Disturbance {
  let left = times;
  return (service, _, undisturbed) => {
    if (service !== of || left-- <= 0) return undisturbed();
    return { status, body: of === 'instanceMetadata' ? TEXTS[status] : { error: { code: status, message: TEXTS[status], status: CODES[status] } } };
  };
}

/** A service of which every other request fails, the first one included. */
export function flapping(of: ServiceName, status: number): Disturbance {
  let requests = 0;
  return (service, _, undisturbed) => service === of && requests++ % 2 === 0 ? { status, body: TEXTS[status] } : undisturbed();
}

/** Google as it is while nothing of what was granted has reached its services. */
export function notPropagated({ clouds, configuration }: Surroundings): Disturbance {
  const policy = new GooglePolicy(withoutFederatedMembers(configuration));
  const stale = {
    iamCredentials: new IamCredentials(policy, clouds.tokens, clouds.log),
    cloudStorage: new CloudStorage(policy, clouds.tokens, clouds.log, clouds.buckets),
  };
  return async (service, request, undisturbed) => service === 'iamCredentials' || service === 'cloudStorage'
    ? stale[service].answer(request)
    : undisturbed();
}

const TEXTS: Readonly<Record<number, string>> = {
  401: 'Unauthorized', 404: 'Not Found', 429: 'Resource has been exhausted (e.g. check quota).', 500: 'Internal Server Error', 503: 'The service is currently unavailable.',
};
const CODES: Readonly<Record<number, string>> = { 429: 'RESOURCE_EXHAUSTED', 503: 'UNAVAILABLE' };
