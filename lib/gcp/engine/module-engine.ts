import { Construct } from 'constructs';
import { elementClasses } from './element-classes';
import { EngineModule, MetaArguments, TypedElement } from './engine-module';
import { Dependable, TerraformEngine, WrittenElement, WrittenPredecessor } from './terraform-engine';
import { GoogleArguments, GoogleElement } from '../../google/element';

/**
 * Returns the engine of a module that has the constructs of CDKTF.
 *
 * It writes every resource by its Terraform type, without the classes of a prebuilt provider: each of those is a file of 5
 * to 60 kB to load, and they differ in nothing but the arguments that they take.
 */
export function moduleEngine(module: EngineModule): TerraformEngine {
  const { Resource, LookUp, Blocks } = elementClasses(module);
  return {
    isStack: construct => module.TerraformStack.isStack(construct),
    stackOf: construct => module.TerraformStack.of(construct),
    createElement: (scope, id, element, after) => {
      const own = after.flatMap(({ address }) => address ?? []);
      const callers = after.filter(({ address }) => address === undefined).map(({ construct }) => construct);
      const config = { terraformResourceType: element.type, terraformGeneratorMetadata: { providerName: 'google' }, ...metaArguments(element, callers) };
      if (element.isLookup) return handleOf(new LookUp(scope, id, config, element.arguments, own), 'data.');
      const resource = new Resource(scope, id, config, element.arguments, own);
      if (element.importId !== undefined) resource.importFrom(element.importId);
      return handleOf(resource);
    },
    createOutput: (scope, { name, value, description }, logicalId) => {
      const output = new module.TerraformOutput(scope, name, { value, description });
      if (logicalId !== undefined) output.overrideLogicalId(logicalId);
    },
    createBlocks: (scope: Construct, id, blocks) => { new Blocks(scope, id, blocks); },
    addWarning: (scope, message) => module.Annotations.of(scope).addWarning(message),
  };
}

/** Returns the arguments that every resource takes, of an element. */
export function metaArguments({ lifecycle }: GoogleElement, dependsOn: Dependable[]): MetaArguments {
  if (!lifecycle) return { dependsOn };
  const { postconditions, ...flags } = lifecycle;
  const postcondition = postconditions?.map(({ condition, errorMessage }) => ({ condition: `\${${condition}}`, errorMessage }));
  return { lifecycle: { ...flags, ...postcondition && { postcondition } }, dependsOn };
}

/** Returns all predecessors as the constructs that they are. */
export function constructsOf(after: readonly WrittenPredecessor[]): Dependable[] {
  return after.map(({ construct }) => construct);
}

function handleOf<C extends TypedElement & { values: GoogleArguments }>(construct: C, prefix = ''): WrittenElement {
  return {
    construct,
    address: () => `${prefix}${construct.terraformResourceType}.${construct.friendlyUniqueId}`,
    update: values => { construct.values = { ...construct.values, ...values }; },
  };
}
