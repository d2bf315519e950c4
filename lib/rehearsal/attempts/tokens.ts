import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnyStage, anotherProvider, Try } from './attempts';
import { TokenIdentity, tokenImpostors } from '../../proof';
import { KubernetesCluster } from '../emulators';

type Claims = Readonly<Record<string, unknown>>;

/** Everyone whose token must not get in. `taken` are subjects that the Google side admits on purpose. */
export function tokenTries(stage: AnyStage, identity: TokenIdentity, taken: ReadonlySet<string>): Try[] {
  const { clouds } = stage;
  const signed = (token: TokenIdentity, claims?: Claims, cluster = clouds.cluster(token.issuer)) => {
    const [,, namespace, serviceAccount] = token.subject.split(':');
    return cluster.token({ namespace, serviceAccount, audience: token.audience, claims: { sub: token.subject, ...claims } });
  };
  const [head, claims] = signed(identity).split('.');
  // What differs from an identity in nothing is that identity.
  const impostors = tokenImpostors([identity], identity).filter(({ token: { subject, issuer, audience } }) =>
    subject === identity.subject ? issuer !== identity.issuer || audience !== identity.audience : !taken.has(subject));
  const expired = Math.floor(Date.now() / 1000) - 60;
  const own = (who: string, token: string, changes?: object): Try => ({ who, identity, run: async () => callWith(stage, token, changes) });
  return [
    ...impostors.map(({ who, token }) => ({ who, identity: token, run: async () => callWith(stage, signed(token)) })),
    own('a client that names another audience', signed(identity), { audience: anotherProvider(stage.audience) }),
    own('a token with the same claims, signed by a key of another cluster', signed(identity, {}, new KubernetesCluster(identity.issuer))),
    own('a token with the signature of another', `${head}.${claims}.${signed(identity).split('.')[2]}`),
    own('a token that expired a minute ago', signed(identity, { iat: expired - 3600, nbf: expired - 3600, exp: expired })),
  ];
}

/** A client with the configuration of the pod, and a token in a file of its own. */
async function callWith({ form, client, credentialConfig, environment, url }: AnyStage, token: string, changes?: object) {
  const file = join(form.folder, 'token');
  const config = `${file}.json`;
  writeFileSync(file, token);
  const source = { file: form.pathForClient(file) };
  writeFileSync(config, JSON.stringify({ ...JSON.parse(form.reachableConfig(credentialConfig)) as object, ...changes, credential_source: source }));
  return client.ask(url, { ...environment, GOOGLE_APPLICATION_CREDENTIALS: form.pathForClient(config) });
}
