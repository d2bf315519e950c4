import { kubernetesSubject } from '../../federation/names';
import { TokenIdentity } from '../policy/identity';

/** Somebody whose token must not get in. */
export interface TokenImpostor {
  /** In words, for the report. */
  readonly who: string;
  readonly token: TokenIdentity;
}

const SUBJECT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** Tokens that resemble one that ought to be admitted, and those of everybody else in the cluster. */
export function tokenImpostors(admitted: readonly TokenIdentity[], anyone: Omit<TokenIdentity, 'subject'>): TokenImpostor[] {
  const taken = new Set(admitted.map(({ subject }) => subject));
  const of = (who: string, namespace: string, name: string) => ({ who, token: { ...anyone, subject: kubernetesSubject(namespace, name) } });
  const alike = admitted.flatMap(token => {
    const [, namespace, name] = SUBJECT.exec(token.subject) ?? [];
    if (name === undefined) return [];
    return [
      of(`the service account of the same name in namespace '${namespace}-x'`, `${namespace}-x`, name),
      of(`the service account of the same name in namespace 'x-${namespace}'`, `x-${namespace}`, name),
      of('a service account that starts alike', namespace, `${name}-x`),
      of('a service account that ends alike', namespace, `x-${name}`),
      of('a service account whose name holds the name', namespace, `x-${name}-y`),
      of('the default service account of the namespace', namespace, 'default'),
      of('a service account with the two names exchanged', name.replace(/\./g, '-'), namespace),
    ];
  });
  const impostors = [
    ...alike,
    of('the default service account', 'default', 'default'),
    of('a service account of the cluster itself', 'kube-system', 'coredns'),
    { who: 'a node', token: { ...anyone, subject: 'system:node:ip-10-0-0-1.ec2.internal' } },
  ].filter(({ token }) => !taken.has(token.subject));
  const stolen = admitted.flatMap(token => [
    { who: 'the same service account of another cluster', token: { ...token, issuer: `${token.issuer}-x` } },
    { who: 'the same service account, by its token for the API of the cluster', token: { ...token, audience: 'https://kubernetes.default.svc' } },
    { who: 'the same service account, by its token for AWS', token: { ...token, audience: 'sts.amazonaws.com' } },
  ]);
  return [...impostors, ...stolen];
}
