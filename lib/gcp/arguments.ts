import { DESCRIPTION } from './forms';
import { requireScopeAndId } from '../federation/construct-arguments';
import { withSubject } from '../federation/errors';
import { PoolFederation } from '../federation/federation';
import { readArgument } from '../federation/json/argument';
import { Form, list } from '../federation/json/form';
import { AnyFederationProps } from '../federation/party';
import { isResolved, resolveForTerraform } from '../google/resolve';
import { withWorkload } from '../google/workload-subject';

/**
 * Requires the arguments of a construct to have their types and keys, and validates them further, before anything is
 * created. Messages begin with the path that the construct will have.
 */
export function validateConstruct<T, R>(
  type: string, scope: unknown, id: unknown, form: Form<T>, props: T, validate: (props: T) => R,
): R {
  return withSubject(requireScopeAndId(type, scope, id), () => validate(isResolved(props) ? props : readArgument(form, props, 'props')));
}

/** Requires a list of descriptions to have their types and keys. */
export function readDescriptions(federations: readonly AnyFederationProps[]): AnyFederationProps[] {
  return readArgument(list(DESCRIPTION, 'description'), federations, 'federations');
}

/** Validates the description of a further role or service account. Messages begin with its name. */
export function resolveFurther(props: AnyFederationProps): PoolFederation {
  return withWorkload(props, () => resolveForTerraform(readArgument(DESCRIPTION, props, 'props')));
}
