const NEAREST = 3;
/** Names that share fewer of their pairs of letters are not near. */
const ALIKE = 0.3;

/** The names nearest to a given one, by the pairs of letters that they share. Also finds parts of long paths. */
export function nearestNames(name: string, known: readonly string[]): string[] {
  const wanted = pairs(name);
  return [...new Set(known)]
    .map(candidate => ({ candidate, likeness: likeness(wanted, pairs(candidate)) }))
    .filter(({ likeness: alike }) => alike >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, NEAREST)
    .map(({ candidate }) => candidate);
}

/** Dice's coefficient. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  return 2 * [...a].filter(pair => b.has(pair)).length / (a.size + b.size);
}

function pairs(name: string): Set<string> {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, index) => plain.slice(index, index + 2)));
}
