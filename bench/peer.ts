import { load } from './library';
import { Measurement } from './measurement';

/** Measures a library of the same shape where it is installed; undefined elsewhere. */
export async function peer(name: string, measureIt: (library: () => unknown) => Promise<Measurement>): Promise<Measurement | undefined> {
  try {
    require.resolve(name);
  } catch {
    return undefined;
  }
  return measureIt(() => load(name));
}
