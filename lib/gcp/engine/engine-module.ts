import { Construct, IConstruct } from 'constructs';
import { Dependable } from './terraform-engine';

/** The constructs of an engine that are used here, as its module exports them. CDKTF and its successors have all of them alike. */
export interface EngineModule {
  readonly TerraformStack: { isStack(construct: IConstruct): boolean; of(construct: IConstruct): IConstruct };
  readonly TerraformElement: new (scope: Construct, id: string, elementType?: string) => NamedElement;
  readonly TerraformResource: new (scope: Construct, id: string, config: ElementConfig) => ResourceConstruct;
  readonly TerraformDataSource: new (scope: Construct, id: string, config: ElementConfig) => TypedElement;
  readonly TerraformOutput: new (scope: Construct, id: string, config: { readonly value: string; readonly description: string }) => NamedElement;
  readonly Annotations: { of(scope: IConstruct): { addWarning(message: string): void } };
}

/** An element of a stack. */
export interface NamedElement extends IConstruct {
  readonly friendlyUniqueId: string;
  overrideLogicalId(id: string): void;
}

/** An element that has a Terraform type. */
export interface TypedElement extends NamedElement, Dependable {
  readonly terraformResourceType: string;
  get terraformMetaArguments(): Record<string, unknown>;
}

/** A resource that Terraform manages. */
export interface ResourceConstruct extends TypedElement {
  importFrom(id: string): void;
}

/** The arguments that every resource takes. */
export interface MetaArguments {
  readonly dependsOn?: Dependable[];
  readonly lifecycle?: {
    readonly createBeforeDestroy?: boolean;
    readonly preventDestroy?: boolean;
    readonly postcondition?: { readonly condition: string; readonly errorMessage: string }[];
  };
}

/** The properties of a resource or look-up of any type. */
export interface ElementConfig extends MetaArguments {
  readonly terraformResourceType: string;
  readonly terraformGeneratorMetadata?: { readonly providerName: string };
}
