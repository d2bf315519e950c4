import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES } from './cases';
import { ROOT } from './library';
import { plot } from './plot';
import { tooSlow } from './quick';
import { CaseResult, results, summarize } from './results';
import { Runner } from './runner';
import { table } from './table';

const HELP = `Usage: npm run bench -- [CASE]... [options]

Measures this library beside what people write by hand, a library of the same shape, and the floor. Prints a table and
writes bench/results.json. Needs a build (npm run compile).

Cases: ${CASES.join(', ')}

Options:
  --runs N      runs of each variant at each size (default: 7; 3 with --quick)
  --max-size N  leave larger sizes out
  --plot        write docs/images/bench.svg too
  --quick       a few runs at one small size; the exit code is 1 where a ratio is far beyond its goal
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'runs': { type: 'string' }, 'max-size': { type: 'string' }, 'plot': { type: 'boolean' }, 'quick': { type: 'boolean' }, 'help': { type: 'boolean', short: 'h' },
    },
  });
  const unknown = positionals.find(id => !CASES.includes(id));
  if (values.help || unknown) {
    process.stdout.write(unknown ? `case '${unknown}' is unknown\n\n${HELP}` : HELP);
    process.exitCode = unknown ? 2 : 0;
    return;
  }
  const runs = Number(values.runs ?? (values.quick ? 3 : 7));
  const measured: CaseResult[] = [];
  const runner = new Runner();
  try {
    for (const id of positionals.length > 0 ? positionals : CASES) {
      const description = await runner.describe(id);
      const sizes = values.quick ? [description.quickSize].filter(size => size !== undefined) : description.sizes;
      const series = [];
      for (const size of sizes.filter(one => one <= Number(values['max-size'] ?? Infinity))) {
        process.stderr.write(`${id}, ${size}\n`);
        series.push(...await runner.measure(id, description.variants, size, runs));
      }
      if (series.length > 0) measured.push(summarize(id, description, series));
    }
  } finally {
    runner.close();
  }
  const all = results(measured);
  process.stdout.write(`${table(all)}\n`);
  if (values.quick) {
    const problems = tooSlow(measured);
    problems.forEach(problem => process.stderr.write(`${problem}\n`));
    process.exitCode = problems.length > 0 ? 1 : 0;
    return;
  }
  writeFileSync(join(ROOT, 'bench', 'results.json'), `${JSON.stringify(all, null, 2)}\n`);
  if (values.plot) {
    mkdirSync(join(ROOT, 'docs', 'images'), { recursive: true });
    writeFileSync(join(ROOT, 'docs', 'images', 'bench.svg'), plot(measured.filter(({ growth }) => Object.keys(growth).length > 0).filter(({ id }) => id.endsWith('-synth'))));
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
