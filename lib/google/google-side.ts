import { AdmissionCheck, GoogleElement, GoogleOutput } from './element';
import { Inventory } from './inventory';
import { GoogleSideOptions, validateOptions } from './options';
import { federationsByPool, poolConstructId, PoolOfRoles } from './pool/federations-by-pool';
import { requireFurtherRole } from './pool/further-role';
import { poolSide } from './pool/pool-side';
import { sharedElements, withoutShared } from './pool/shared-elements';
import { AnyFederationProps } from '../federation/party';
import { registerAccountUser } from '../federation/shared-accounts';

/** The Google side of federations: everything that is written, in the order in which it is created. */
export interface GoogleSide {
  readonly pools: readonly PoolOfRoles[];
  readonly elements: readonly GoogleElement[];
  readonly checks: readonly (AdmissionCheck & { readonly path: readonly string[] })[];
  readonly outputs: readonly GoogleOutput[];
  /** Each once. */
  readonly warnings: readonly string[];
}

/**
 * Returns the Google side of descriptions, the one source of every form in which it is written.
 *
 * Every pool has its own name in it, whether or not it is the only one: a pool whose address changed would be destroyed,
 * and could not be created again under its id for 30 days.
 *
 * Throws if two of them contradict each other, or describe the same twice.
 */
export function googleSide(descriptions: readonly AnyFederationProps[], options: GoogleSideOptions = {}): GoogleSide {
  validateOptions(options);
  const pools = federationsByPool(descriptions);
  const projects = sharedElements(pools, options);
  const elements = projects.flatMap(project => project.elements);
  const [checks, outputs, warnings] = [[] as GoogleSide['checks'][number][], [] as GoogleOutput[], new Set<string>()];
  const inventory = new Inventory();
  for (const roles of pools) {
    const id = poolConstructId(roles[0].poolId);
    requireConsistent(roles, options, inventory, id);
    const side = poolSide(roles, withoutShared(options), {
      scope: [id],
      before: projects.find(({ gcpProjectId }) => gcpProjectId === roles[0].gcpProjectId)?.before,
      serviceAccount: email => inventory.serviceAccount(email)?.element,
    });
    const noticed = [...side.serviceAccounts].flatMap(([email, element]) => inventory.addServiceAccount(email, { owner: id, element }));
    elements.push(...side.elements);
    checks.push(...side.checks.map(check => ({ ...check, path: [id, check.id] })));
    outputs.push(...side.outputs.map(output => ({ ...output, name: `${id}_${output.name}` })));
    const shared = roles.flatMap(role => registerAccountUser(inventory, role)).map(({ message }) => message);
    for (const warning of [...side.warnings, ...noticed, ...shared]) warnings.add(warning);
  }
  return { pools, elements, checks, outputs, warnings: [...warnings] };
}

/** Refuses a pool that is described already, or whose roles do not go together. */
function requireConsistent([first, ...further]: PoolOfRoles, options: GoogleSideOptions, inventory: Inventory, owner: string): void {
  inventory.requireNewFederation(first);
  inventory.addPool(owner, first);
  inventory.addMembers(owner, first);
  further.forEach((role, index) => {
    requireFurtherRole([first, ...further.slice(0, index)], role, options, inventory);
    inventory.addMembers(owner, role);
  });
}
