import { Construct, IConstruct } from 'constructs';
import { Block, merge } from './block';
import { logicalId } from './logical-id';

/** What a Terraform configuration is made of. */
export class TerraformStack extends Construct {
  public static isStack(construct: unknown): construct is TerraformStack {
    return construct instanceof TerraformStack;
  }

  public static of(construct: IConstruct): TerraformStack {
    const stack = [...construct.node.scopes].reverse().find(TerraformStack.isStack);
    if (!stack) throw new Error(`'${construct.node.path}' is in no Terraform stack: pass one as scope`);
    return stack;
  }

  private readonly overrides: Block = {};

  /** @param path names of blocks, separated by dots */
  public addOverride(path: string, value: unknown): void {
    const [last, ...outer] = path.split('.').reverse();
    merge(this.overrides, outer.reduce<Block>((inner, name) => ({ [name]: inner }), { [last]: value }));
  }

  public toTerraform(): Block {
    const elements = this.node.findAll().filter(construct => construct instanceof TerraformElement);
    const written = elements.reduce((whole, element) => merge(whole, element.toTerraform()), {});
    return merge(written, this.overrides);
  }
}

/** One block of a stack, or several. */
export abstract class TerraformElement extends Construct {
  private overriddenId?: string;

  constructor(scope: Construct, id: string, private readonly elementType = '') {
    super(scope, id);
  }

  public get cdktfStack(): TerraformStack {
    return TerraformStack.of(this);
  }

  public get friendlyUniqueId(): string {
    const { scopes } = this.node;
    return this.overriddenId ?? logicalId(scopes.slice(scopes.indexOf(this.cdktfStack) + 1).map(({ node }) => node.id));
  }

  /** The address by which expressions refer to the element. */
  public get fqn(): string {
    return `${this.elementType}.${this.friendlyUniqueId}`;
  }

  public overrideLogicalId(id: string): void {
    this.overriddenId = id;
  }

  public abstract toTerraform(): Block;
}
