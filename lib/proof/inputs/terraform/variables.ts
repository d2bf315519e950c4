import { Block, lineOf } from './blocks';
import { evaluateJson } from './evaluate-body';
import type { ModuleInstance } from './module-instance';
import { readVariablesFile, escapedTemplates } from './read-file';
import { evaluate, Scope } from '../hcl/evaluate';
import { jsonText } from '../hcl/functions/json';
import { expressionSyntax, HclSyntaxError } from '../hcl/parser';
import { ANY, converted, TypeConstraint, typeConstraint } from '../hcl/types';
import { unknownValue, Value } from '../hcl/values';
import { InputError } from '../input-error';
import { ReadOptions } from '../reading';

/** The value of a variable of a module: what is passed, else its default. */
export function variableValue(module: ModuleInstance, name: string): Value {
  const block = module.source.variables.get(name)!;
  const type = typeOf(block);
  const { default: fallback, nullable } = block.body;
  const convert = (value: Value) => converted(value, type, node => evaluate({ node, bytes: Buffer.from(typeText(block)) }, module.scope()));
  const given = givenValue(module, name);
  if (given !== undefined && !(given === null && nullable === false)) return convert(given);
  if (!Object.hasOwn(block.body, 'default')) return unknownValue(`var.${name}`, 'it is a variable without a value or default', 'no-value');
  const value = convert(evaluateJson(fallback, module.scope()));
  if (module.called === undefined) noteDefault(module, block, name, value);
  return value;
}

/** What a plan, the command line or a file of variables gives, or the calling module passes. */
function givenValue({ called, evaluation }: ModuleInstance, name: string): Value | undefined {
  if (called !== undefined) {
    const { parent, block: { body }, key } = called;
    return Object.hasOwn(body, name) ? evaluateJson(body[name], parent.scope(key?.names)) : undefined;
  }
  const planned = evaluation.planned?.get(name);
  if (planned !== undefined) return planned;
  return evaluation.variables.has(name) ? evaluateJson(evaluation.variables.get(name), literals()) : undefined;
}

function noteDefault({ evaluation: { side, defaultsTaken } }: ModuleInstance, block: Block, name: string, value: Value): void {
  const text = typeof value === 'string' ? value : jsonText(value);
  defaultsTaken.set(name, {
    kind: 'terraform-variable',
    side,
    file: block.file.path,
    address: `var.${name}`,
    line: lineOf(block, 'variable'),
    name,
    value: String(text).slice(0, 500),
    option: `--var ${name}=VALUE`,
  });
}

/** Values of variables hold no references. */
function literals(): Scope {
  return {
    root: () => undefined,
    call: (_, __, source) => unknownValue(source, 'a value of a variable calls no functions', 'invalid'),
    variables: new Map(),
    budget: { steps: 0, depth: 0 },
  };
}

function typeText({ body: { type } }: Block): string {
  return typeof type === 'string' ? type.replace(/^\$\{(.*)\}$/s, '$1') : '';
}

function typeOf(block: Block): TypeConstraint {
  const text = typeText(block);
  if (text === '') return ANY;
  if (text === 'string' || text === 'number' || text === 'bool') return { kind: text };
  try {
    return typeConstraint(expressionSyntax(text), Buffer.from(text));
  } catch (error) {
    if (error instanceof HclSyntaxError) return ANY;
    throw error;
  }
}

/**
 * The values of root variables: the files that the engine finds itself, those of the command line, then single values.
 *
 * @param declared the variables of the configuration: values of others are of another configuration
 */
export function rootVariables(
  found: readonly string[], { variables = {}, variableFiles = [] }: ReadOptions, declared: ReadonlyMap<string, Block>,
): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const file of [...found, ...variableFiles]) {
    for (const [name, value] of Object.entries(readVariablesFile(file))) values.set(name, value);
  }
  for (const [name, text] of Object.entries(variables)) {
    const block = declared.get(name);
    if (block !== undefined) values.set(name, commandLineValue(name, text, typeOf(block), typeText(block) === ''));
  }
  return values;
}

/** A value of the command line is a text, unless the type of the variable is not a simple one. */
function commandLineValue(name: string, text: string, { kind }: TypeConstraint, isUntyped: boolean): unknown {
  if (isUntyped || kind === 'string' || kind === 'number' || kind === 'bool') return escapedTemplates(text);
  try {
    expressionSyntax(text);
    return `\${${text}}`;
  } catch (error) {
    if (error instanceof HclSyntaxError) throw new InputError(`--var ${name}`, `its value is not an expression of HCL: '${text.slice(0, 100)}'`);
    throw error;
  }
}
