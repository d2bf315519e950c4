import { createRequire } from 'node:module';
import { join } from 'node:path';
import { MessageChannel, MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { SyntaxNode } from './syntax';

/** The package that parses HCL: HashiCorp's own parser, compiled to WebAssembly. */
export const HCL_PARSER = '@cdktn/hcl2json';

/** How long one batch may take; the parser itself starts in about half a second. */
const MILLISECONDS_AT_MOST = 60_000;
const CACHED_AT_MOST = 50_000;

type Request = readonly ['parse' | 'getExpressionAst', file: string, text: string];
type Answer = { readonly value: unknown } | { readonly error: string };

/** A text that is not HCL. */
export class HclSyntaxError extends Error {}

/**
 * Runs in a thread of its own: the package answers asynchronously, and the readers are synchronous, as AWS CDK needs
 * them during synthesis.
 */
const WORKER = `
  const { workerData: { module, port, signal } } = require('node:worker_threads');
  const parser = require(module);
  port.on('message', async requests => {
    const answers = [];
    for (const [name, file, text] of requests) {
      try { answers.push({ value: await parser[name](file, text) }); } catch (error) { answers.push({ error: String(error.message) }); }
    }
    port.postMessage(answers);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
`;

interface Connection {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly signal: Int32Array;
}

let connection: Connection | undefined;
const expressions = new Map<string, SyntaxNode | HclSyntaxError>();
/** What is parsed together with the next expression: each question to the thread of the parser takes its time. */
const announced = new Set<string>();

/** Whether the parser of HCL is installed, next to the user's own project or next to this package. */
export function hasHclParser(): boolean {
  return parserPath() !== undefined;
}

/** Parses a file of HCL into its form in JSON, in which expressions are templates. */
export function parseHclFile(file: string, text: string): Readonly<Record<string, unknown>> {
  const [answer] = ask([['parse', file, text]]);
  if ('error' in answer) throw new HclSyntaxError(syntaxReason(answer.error));
  return answer.value as Record<string, unknown>;
}

/** The syntax tree of an expression. Throws `HclSyntaxError`. */
export function expressionSyntax(expression: string): SyntaxNode {
  if (!expressions.has(expression)) parseExpressions([expression, ...announced]);
  const found = expressions.get(expression)!;
  if (found instanceof HclSyntaxError) throw found;
  return found;
}

/** Has expressions parsed in one go, as soon as one of them is needed: the parser takes longer to start than all else. */
export function announceExpressions(all: Iterable<string>): void {
  if (announced.size > CACHED_AT_MOST) announced.clear();
  for (const one of all) announced.add(one);
}

function parseExpressions(all: Iterable<string>): void {
  announced.clear();
  const missing = [...new Set(all)].filter(one => !expressions.has(one));
  if (expressions.size + missing.length > CACHED_AT_MOST) expressions.clear();
  const answers = ask(missing.map(one => ['getExpressionAst', 'expression', one]));
  answers.forEach((answer, index) => {
    const broken = 'error' in answer || answer.value === null;
    expressions.set(missing[index], broken ? new HclSyntaxError('it is not an expression of HCL') : answer.value as SyntaxNode);
  });
}

function ask(requests: readonly Request[]): readonly Answer[] {
  const { port, signal } = connected();
  Atomics.store(signal, 0, 0);
  port.postMessage(requests);
  if (Atomics.wait(signal, 0, 0, MILLISECONDS_AT_MOST) === 'timed-out') {
    void connection?.worker.terminate();
    connection = undefined;
    throw new HclSyntaxError(`the parser of HCL took more than ${MILLISECONDS_AT_MOST / 1000} seconds`);
  }
  return receiveMessageOnPort(port)!.message as Answer[];
}

function connected(): Connection {
  if (connection !== undefined) return connection;
  const module = parserPath();
  if (module === undefined) throw new HclSyntaxError(`the package ${HCL_PARSER} is not installed`);
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(WORKER, { eval: true, workerData: { module, port: port2, signal }, transferList: [port2] });
  worker.unref();
  port1.unref();
  connection = { worker, port: port1, signal };
  return connection;
}

function parserPath(): string | undefined {
  for (const from of [join(process.cwd(), 'package.json'), __filename]) {
    try {
      return createRequire(from).resolve(HCL_PARSER);
    } catch {
      // Not reachable from here.
    }
  }
  return undefined;
}

/** The first diagnostic of the parser, as `LINE: REASON`. */
function syntaxReason(message: string): string {
  const [, line, summary] = /:(\d+),\d+-[\d,]+: ([^;\]]+)/.exec(message) ?? [];
  return line === undefined ? message : `line ${line}: ${summary.charAt(0).toLowerCase()}${summary.slice(1)}`;
}
