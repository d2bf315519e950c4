import { Construct } from 'constructs';
import { readDescriptions } from './arguments';
import { ElementWriter } from './element-writer';
import { Dependable, TerraformEngine } from './engine/terraform-engine';
import { EngineOptions, FederationConstruct } from './federation-construct';
import { CONSTRUCT_OPTIONS } from './forms';
import { inventoryOf } from './tree-inventory';
import { refuse, withSubject } from '../federation/errors';
import { readArgument } from '../federation/json/argument';
import { AnyFederationProps } from '../federation/party';
import { GoogleSideOptions, validateOptions } from '../google/options';
import { federationsByPool, poolConstructId } from '../google/pool/federations-by-pool';
import { SharedElements, sharedElements, withoutShared } from '../google/pool/shared-elements';
import { resolvedDescription } from '../google/resolve';

/** Creates one federation for each pool, and what several of them share once for each project, next to the pools. */
export function federationsInStack<F extends FederationConstruct>(
  engine: TerraformEngine, stack: Construct, federations: readonly AnyFederationProps[], options: EngineOptions,
  create: (id: string, props: AnyFederationProps & EngineOptions) => F,
): F[] {
  const pools = withSubject(stack.node.path, () => {
    validateOptions(readArgument(CONSTRUCT_OPTIONS, options, 'options'));
    return federationsByPool(readDescriptions(federations));
  });
  const before = new Map<string, Dependable[]>();
  for (const project of sharedElements(pools, options)) {
    before.set(project.gcpProjectId, [...writeShared(engine, stack, project, options), ...options.dependsOn ?? []]);
  }
  return pools.map(([first, ...further]) => {
    const dependsOn = before.get(first.gcpProjectId);
    const federation = create(poolConstructId(first.poolId), { ...resolvedDescription(first), ...withoutShared(options), dependsOn });
    for (const role of further) federation._admit(role);
    return federation;
  });
}

/** Refuses options that concern a whole project, if several stacks would each set them. */
export function refuseProjectWide(options: GoogleSideOptions): void {
  for (const [option, construct] of [['auditLogs', 'GcpAuditLogs'], ['restrictAwsAccounts', 'GcpAwsAccountRestriction']] as const) {
    if (options[option]) refuse(option, true, 'concerns a whole project, but each stack would set it for itself', `put ${construct} into one stack`);
  }
}

/** Writes what the pools of a project share, and returns what they come after. */
function writeShared(
  engine: TerraformEngine, stack: Construct, { gcpProjectId, elements, before, groups, restrictedParent }: SharedElements, options: EngineOptions,
): Dependable[] {
  const inventory = inventoryOf(stack);
  const owner = (group: string) => `${stack.node.path}/${group}`;
  if (options.auditLogs) inventory.requireNewAuditLogs(gcpProjectId);
  if (restrictedParent !== undefined) inventory.requireNewRestriction(restrictedParent);
  const writer = new ElementWriter(engine, stack);
  writer.write(elements);
  if (options.forget) writer.writeForgotten(new Construct(stack, `forgotten-${gcpProjectId}`));
  if (options.auditLogs) inventory.addAuditLogs(owner(groups.auditLogs), gcpProjectId);
  if (restrictedParent !== undefined) inventory.addRestriction(owner(groups.restriction), restrictedParent);
  return before.flatMap(element => writer.find(element)?.construct ?? []);
}
