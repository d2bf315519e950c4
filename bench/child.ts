import { loadCase } from './cases';

/** Tells what a case measures, or measures one variant of it at one size in this process. */
async function main(id: string, variant?: string, size?: string): Promise<void> {
  const { variants, ...description } = await loadCase(id);
  const answer = variant === undefined ? { ...description, variants: Object.keys(variants) } : await variants[variant](Number(size));
  process.stdout.write(`${JSON.stringify(answer ?? null)}\n`);
}

const [id, variant, size] = process.argv.slice(2);
void main(id, variant, size);
