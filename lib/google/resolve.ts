import { validateTerraformText } from './terraform/terraform-text';
import { PoolFederation } from '../federation/federation';
import { AnyFederationProps, resolveAnyFederation } from '../federation/party';

const RESOLVED = Symbol('resolved');

/** A description whose values are derived already. */
interface ResolvedDescription {
  readonly [RESOLVED]?: PoolFederation;
}

/** Validates a description that Terraform can carry, and derives everything from it, once. Throws before anything is created. */
export function resolveForTerraform(props: AnyFederationProps): PoolFederation {
  const known = (props as ResolvedDescription)[RESOLVED];
  if (known) return known;
  const federation = resolveAnyFederation(props);
  for (const { condition, identity } of federation.grants) {
    for (const [name, value] of Object.entries(identity ?? {})) validateTerraformText(name, value);
    if (!condition) continue;
    validateTerraformText('condition.title', condition.title);
    validateTerraformText('condition.expression', condition.expression);
    validateTerraformText('condition.description', condition.description ?? '');
  }
  return federation;
}

/** Returns a description that is resolved already, for a construct that takes one. */
export function resolvedDescription(federation: PoolFederation): AnyFederationProps {
  const description: ResolvedDescription = { [RESOLVED]: federation };
  return description as AnyFederationProps;
}

/** Tells whether a description is resolved already. */
export function isResolved(props: unknown): boolean {
  return typeof props === 'object' && props !== null && RESOLVED in props;
}
