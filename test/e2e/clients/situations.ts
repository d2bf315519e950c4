import { setTimeout } from 'node:timers/promises';
import { FEDERATION } from './federation';
import { Situation } from './namespace/stage';
import { Disturbance } from './namespace/surroundings';
import { GoogleConfiguration, isDetermined } from '../../../lib/proof';

export const SHORT_SECONDS = 1;

/** Google says of each token that it ends at once; what the clients do then is what they do after an hour. */
export const shortLived: Disturbance = async (service, _, undisturbed) => {
  const answer = await undisturbed();
  if (answer.status !== 200) return answer;
  if (service === 'googleSts') return { ...answer, body: { ...answer.body as object, expires_in: SHORT_SECONDS } };
  if (service === 'iamCredentials') {
    const expireTime = new Date(Date.now() + SHORT_SECONDS * 1000).toISOString().replace(/\.\d+/, '');
    return { ...answer, body: { ...answer.body as object, expireTime } };
  }
  return answer;
};

/** The same Google side without a role for anybody from AWS. */
export function withoutFederatedMembers(configuration: GoogleConfiguration): GoogleConfiguration {
  const ours = ({ member }: { member: unknown }) => !(isDetermined(member) && String(member).startsWith('principal'));
  return {
    ...configuration,
    serviceAccountBindings: configuration.serviceAccountBindings.filter(ours),
    projectGrants: configuration.projectGrants.filter(ours),
  };
}

/** For measurements. */
export const LISTS_TWICE = 'lists a bucket twice';
export const MEASURED: Readonly<Record<string, Situation>> = {
  [LISTS_TWICE]: async stage => {
    await stage.ask();
    await stage.ask();
  },
};

/** What every client meets, whether by the fault of whoever set things up or by no fault at all. */
export const SITUATIONS = {
  'lists a bucket': async stage => stage.ask(),
  'renews a token that has expired': async stage => {
    stage.surroundings.disturbance = shortLived;
    await stage.ask();
    await setTimeout(SHORT_SECONDS * 1000 + 100);
    stage.surroundings.advance('google', 2 * 3600);
    await stage.ask();
  },
  'has another role': async stage => {
    stage.surroundings.giveRole({ roleName: `${FEDERATION.roleName}-x` });
    await stage.ask();
  },
  'is in another account': async stage => {
    stage.surroundings.giveRole({ account: '999988887777' });
    await stage.ask();
  },
  'is not bound': async stage => {
    const { surroundings } = stage;
    surroundings.renew(withoutFederatedMembers(surroundings.configuration));
    await stage.ask();
  },
  'has no instance profile': async stage => {
    stage.surroundings.takeRole();
    await stage.ask();
  },
} satisfies Readonly<Record<string, Situation>>;
