/** A part of a Terraform configuration in JSON. */
export interface Block {
  [name: string]: unknown;
}

/** Merges a part into a whole: objects by their keys, lists one after the other. */
export function merge(whole: Block, part: Block): Block {
  for (const [name, value] of Object.entries(part)) {
    const known = whole[name];
    if (value === undefined) continue;
    if (Array.isArray(value) && Array.isArray(known)) whole[name] = [...known, ...value];
    else if (isBlock(value)) whole[name] = merge(isBlock(known) ? known : {}, value);
    else whole[name] = value;
  }
  return whole;
}

/** The same value with the names of arguments as Terraform writes them. */
export function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (!isBlock(value)) return value;
  const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [snake(name), snakeCased(child)]));
}

export function isBlock(value: unknown): value is Block {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
