import { DEAD, Machine } from './automata/machine';
import { Language } from './language';
import { Question } from './question';
import { SEPARATOR } from './texts/text';

/**
 * Whether there are infinitely many texts that some segments can have in the words of a set, names without bounds.
 *
 * @param segments numbers of the segments in the layout
 */
export function isUnbounded(question: Question, language: Language, segments: ReadonlySet<number>): boolean {
  const machine = question.machineOf(language);
  const graph = explore(machine, question);
  const useful = reachingAccepted(machine, graph);
  const separator = question.alphabet.symbolOf(SEPARATOR.codePointAt(0)!);
  return [...segments].some(segment => hasCycle(statesIn(segment, machine.start, graph, useful, separator), graph, separator));
}

/** Successors of each state by symbol. */
type Graph = ReadonlyMap<number, readonly number[]>;

function explore(machine: Machine, { alphabet, budget }: Question): Graph {
  const graph = new Map<number, number[]>();
  const open = [machine.start];
  while (open.length > 0) {
    const state = open.pop()!;
    if (state === DEAD || graph.has(state)) continue;
    budget.take();
    const next = Array.from({ length: alphabet.size }, (_, symbol) => machine.step(state, symbol));
    graph.set(state, next);
    open.push(...next);
  }
  return graph;
}

function reachingAccepted(machine: Machine, graph: Graph): Set<number> {
  const before = new Map<number, number[]>();
  for (const [state, next] of graph) {
    for (const to of new Set(next)) {
      const known = before.get(to);
      if (known === undefined) before.set(to, [state]);
      else known.push(state);
    }
  }
  const useful = new Set([...graph.keys()].filter(state => machine.accepts(state)));
  for (const state of useful) before.get(state)?.forEach(from => useful.add(from));
  return useful;
}

/** Returns the useful states inside a segment. */
function statesIn(segment: number, start: number, graph: Graph, useful: ReadonlySet<number>, separator: number): Set<number> {
  let entries = new Set([start].filter(state => useful.has(state)));
  for (let number = 0; ; number++) {
    const inside = new Set(entries);
    for (const state of inside) graph.get(state)!.forEach((to, symbol) => symbol !== separator && useful.has(to) && inside.add(to));
    if (number === segment) return inside;
    entries = new Set([...inside].map(state => graph.get(state)![separator]).filter(to => useful.has(to)));
  }
}

function hasCycle(states: ReadonlySet<number>, graph: Graph, separator: number): boolean {
  const left = new Map<number, number>();
  const nextOf = (state: number) => new Set(graph.get(state)!.filter((to, symbol) => symbol !== separator && states.has(to)));
  for (const state of states) for (const to of nextOf(state)) left.set(to, (left.get(to) ?? 0) + 1);
  const free = [...states].filter(state => !left.has(state));
  let removed = 0;
  while (free.length > 0) {
    removed++;
    for (const to of nextOf(free.pop()!)) {
      const count = left.get(to)! - 1;
      left.set(to, count);
      if (count === 0) free.push(to);
    }
  }
  return removed < states.size;
}
