import { admissionAssertion } from './admission';
import { DEFAULT_GOOGLE_PROVIDER_VERSION, googleProviderRequirement } from './google-provider-version';
import { logicalId } from './logical-id';
import { escapedArguments } from './terraform-text';
import { CALLERS_OWN, GoogleElement } from '../element';
import { GoogleSide } from '../google-side';

/** Options of a whole configuration. */
export interface ConfigurationOptions {
  /** Terraform version constraint of the provider. @default DEFAULT_GOOGLE_PROVIDER_VERSION */
  readonly googleProviderVersion?: string;
  /** Whether another configuration calls this one as a module, and configures the provider. @default false */
  readonly module?: boolean;
}

type Block = Record<string, unknown>;

/** Returns the Google side as Terraform JSON, without a backend. */
export function terraformJson(side: GoogleSide, { googleProviderVersion = DEFAULT_GOOGLE_PROVIDER_VERSION, module }: ConfigurationOptions): Block {
  const managed = side.elements.filter(({ isForgotten }) => !isForgotten);
  const forgotten = side.elements.filter(({ isForgotten }) => isForgotten);
  const imported = managed.flatMap(element => element.importId === undefined ? [] : [{ id: element.importId, to: addressOf(element) }]);
  return present({
    terraform: { required_providers: { google: googleProviderRequirement(googleProviderVersion) } },
    provider: module ? undefined : { google: [present({ project: onlyProject(side) })] },
    import: imported.length === 0 ? undefined : imported,
    removed: forgotten.length === 0 ? undefined : forgotten.map(element => ({ from: addressOf(element), lifecycle: { destroy: false } })),
    data: byType(managed.filter(({ isLookup }) => isLookup)),
    resource: byType(managed.filter(({ isLookup }) => !isLookup)),
    check: side.checks.length === 0 ? undefined : Object.fromEntries(side.checks.map(check => [
      logicalId(check.path), { assert: [admissionAssertion(check, addressOf(check.provider))] },
    ])),
    output: Object.fromEntries(side.outputs.map(({ name, value, description }) => [name, { description, value }])),
  });
}

/** Returns the address by which expressions refer to an element. */
export function addressOf({ isLookup, type, path }: GoogleElement): string {
  return `${isLookup ? 'data.' : ''}${type}.${logicalId(path)}`;
}

/** Every resource names its project: the provider's is for people who read the file, and only if it is unambiguous. */
export function onlyProject({ pools }: GoogleSide): string | undefined {
  const [first, ...others] = new Set(pools.map(([{ gcpProjectId }]) => gcpProjectId));
  return others.length === 0 ? first : undefined;
}

function byType(elements: readonly GoogleElement[]): Block | undefined {
  if (elements.length === 0) return undefined;
  const types = new Map<string, Block>();
  for (const element of elements) {
    const named = types.get(element.type) ?? {};
    named[logicalId(element.path)] = blockOf(element);
    types.set(element.type, named);
  }
  return Object.fromEntries(types);
}

function blockOf(element: GoogleElement): Block {
  const { lifecycle } = element;
  const after = element.after.flatMap(predecessor => predecessor === CALLERS_OWN ? [] : [addressOf(predecessor)]);
  return present({
    ...escapedArguments(element.arguments),
    depends_on: element.after.length === 0 ? undefined : after,
    lifecycle: lifecycle && present({
      create_before_destroy: lifecycle.createBeforeDestroy,
      prevent_destroy: lifecycle.preventDestroy,
      postcondition: lifecycle.postconditions?.map(({ condition, errorMessage }) => ({ condition: `\${${condition}}`, error_message: errorMessage })),
    }),
  });
}

function present(values: Block): Block {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
