import { loadCase } from './cases';

/** Measures one variant of one case at one size in this process, and prints the measurement. */
const [id, variant, size] = process.argv.slice(2);
void Promise.resolve(loadCase(id).variants[variant](Number(size))).then(measurement => {
  process.stdout.write(`${JSON.stringify(measurement)}\n`);
});
