/** JSON as the Google Cloud CLI prints it: keys in alphabetical order, two blanks for each level. */
export function googleJson(value: unknown): string {
  return JSON.stringify(sorted(value), null, 2);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, child]) => child !== undefined).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(entries.map(([name, child]) => [name, sorted(child)]));
}
