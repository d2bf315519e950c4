import { attributeCondition, subjectCondition } from '../federation/attribute-condition';
import { AnyFederation } from '../federation/kubernetes';

/** Whom the provider of a pool trusts, in words: `AWS account 111122223333`. */
export function trustedParty(federation: AnyFederation): string {
  return 'issuerUri' in federation ? `Kubernetes cluster ${federation.issuerUri}` : `AWS account ${federation.awsAccountId}`;
}

/** The same, as short as names of Google want it. */
export function trustedPartyName(federation: AnyFederation): string {
  return 'issuerUri' in federation ? `Kubernetes ${federation.issuerUri.replace(/\/$/, '').replace(/^.*\//, '')}` : trustedParty(federation);
}

/** What is admitted of it. */
export function workloadNoun(federation: AnyFederation): 'role' | 'service account' {
  return 'issuerUri' in federation ? 'service account' : 'role';
}

/** The name of the role, or namespace and name of the service account. */
export function workloadName(federation: AnyFederation): string {
  return 'issuerUri' in federation ? `${federation.kubernetesNamespace}/${federation.kubernetesServiceAccount}` : federation.roleName;
}

/** What the condition compares: an assumed-role ARN, or a subject. */
export function admittedIdentity(federation: AnyFederation): string {
  return 'issuerUri' in federation ? federation.kubernetesSubject : federation.assumedRoleArn;
}

/** The condition that admits all of them, in the order of what it compares, so that the order of calls changes nothing. */
export function conditionOf(federations: readonly AnyFederation[]): string {
  const condition = 'issuerUri' in federations[0] ? subjectCondition : attributeCondition;
  return condition(federations.map(admittedIdentity).sort());
}
