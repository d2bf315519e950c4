import { Construct } from 'constructs';
import { Dependable, TerraformEngine, WrittenElement, WrittenPredecessor } from './engine/terraform-engine';
import { CALLERS_OWN, elementKey, GoogleElement, Predecessor } from '../google/element';

interface Known {
  readonly element: GoogleElement;
  readonly written: WrittenElement;
}

/** Writes the elements of one construct. Those that are written already are brought up to date. */
export class ElementWriter {
  private readonly written = new Map<string, Known>();
  private readonly foreign = new Map<GoogleElement, WrittenElement>();
  private readonly forgotten: WrittenElement[] = [];

  /**
   * @param engine what creates the constructs
   * @param scope the construct under which they are created
   * @param dependsOn what the caller named to come first
   */
  constructor(
    private readonly engine: TerraformEngine,
    private readonly scope: Construct,
    private readonly dependsOn: readonly Dependable[] = [],
  ) {}

  /** Lets elements come after one of another construct in the same stack. */
  public know(element: GoogleElement, written: WrittenElement): void {
    this.foreign.set(element, written);
  }

  public write(elements: readonly GoogleElement[]): void {
    for (const element of elements) {
      const known = this.written.get(elementKey(element));
      if (known) this.update(known, element);
      else this.create(element);
    }
  }

  /** Writes elements, and returns their constructs. */
  public writeAll(elements: readonly GoogleElement[]): Dependable[] {
    this.write(elements);
    return elements.flatMap(element => this.find(element)?.construct ?? []);
  }

  /** Returns what an element was written as. */
  public find(element: GoogleElement): WrittenElement | undefined {
    return this.written.get(elementKey(element))?.written ?? this.foreign.get(element);
  }

  /** Has Terraform forget what is to be forgotten by then, instead of destroying it. */
  public writeForgotten(scope: Construct): void {
    this.engine.createBlocks(scope, 'forgotten', () => ({
      removed: this.forgotten.map(({ address }) => ({ from: address(), lifecycle: { destroy: false } })),
    }));
  }

  /** Sets what has changed, and leaves the rest as the user may have set it. */
  private update({ element: before, written }: Known, element: GoogleElement): void {
    const isNew = (name: string) => JSON.stringify(element.arguments[name]) !== JSON.stringify(before.arguments[name]);
    const changed = Object.entries(element.arguments).filter(([name]) => isNew(name));
    if (changed.length > 0) written.update(Object.fromEntries(changed));
    this.written.set(elementKey(element), { element, written });
  }

  private create(element: GoogleElement): void {
    const groups = element.path.slice(0, -1);
    const scope = groups.reduce<Construct>(childOf, this.scope);
    const id = element.path.at(-1)!;
    const written = this.engine.createElement(scope, id, element, element.after.flatMap(predecessor => this.predecessors(predecessor)));
    this.written.set(elementKey(element), { element, written });
    if (!element.isForgotten) return;
    this.forgotten.push(written);
    scope.node.tryRemoveChild(id);
  }

  private predecessors(predecessor: Predecessor): WrittenPredecessor[] {
    if (predecessor === CALLERS_OWN) return this.dependsOn.map(construct => ({ construct }));
    const written = this.find(predecessor);
    return written ? [written] : [];
  }
}

function childOf(parent: Construct, id: string): Construct {
  return parent.node.tryFindChild(id) as Construct | undefined ?? new Construct(parent, id);
}
