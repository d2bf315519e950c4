import { IConstruct } from 'constructs';

/** Notes warnings where CDKTF does. */
export class Annotations {
  public static of(scope: IConstruct): Annotations {
    return new Annotations(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  public addWarning(message: string): void {
    this.scope.node.addMetadata('@cdktf/warn', message);
  }
}
