import { parse } from '@bufbuild/cel';

type Parsed = ReturnType<typeof parse>;
type Constant = { constantKind: { case: 'stringValue'; value: string } };

/** An expression of which the texts may be exchanged. */
export interface Shape {
  readonly parsed: Parsed;
  /** The constants that stand for each text. */
  readonly places: readonly (readonly Constant[])[];
}

/** An expression that differs from others in its texts only. */
export interface Shaped {
  /** The same for all of them: each text is its number. */
  readonly shape: string;
  readonly texts: readonly string[];
}

const PLAIN_TEXT = /"([^"\n]*)"|'([^'\n]*)'/g;
/** Where a quotation mark may not begin a text, or what stands in it is not its value. */
const NOT_PLAIN = /\\|\/\/|"""|'''|[A-Za-z0-9_]["']/;

/** Takes the texts out of an expression. `undefined` where that is not safe. */
export function shaped(expression: string): Shaped | undefined {
  if (NOT_PLAIN.test(expression.replace(PLAIN_TEXT, text => text.replace(/[^\\"']/g, '')))) return undefined;
  const texts: string[] = [];
  const shape = expression.replace(PLAIN_TEXT, (_, double?: string, single?: string) => `"${texts.push(double ?? single ?? '') - 1}"`);
  return { shape, texts };
}

/** Parses a shape. Throws where it cannot be parsed. */
export function parseShape({ shape, texts }: Shaped): Shape {
  const parsed = parse(shape);
  const places: Constant[][] = texts.map(() => []);
  for (const constant of constantsOf(parsed.expr)) places[Number(constant.constantKind.value)].push(constant);
  return { parsed, places };
}

/** Puts texts into their places, until others are put there. */
export function withTexts({ parsed, places }: Shape, texts: readonly string[]): Parsed {
  for (const [index, constants] of places.entries()) {
    for (const constant of constants) constant.constantKind.value = texts[index];
  }
  return parsed;
}

function constantsOf(node: unknown): Constant[] {
  if (typeof node !== 'object' || node === null) return [];
  if ((node as Constant).constantKind?.case === 'stringValue') return [node as Constant];
  return Object.values(node).flatMap(constantsOf);
}
