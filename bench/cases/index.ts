import { Case } from '../measurement';

/** Each is loaded only by the process that measures it, so that none pays for the imports of another. */
const LOADERS: Readonly<Record<string, () => Case>> = {
  'aws-synth': () => (require('./aws-synth') as typeof import('./aws-synth')).awsSynth,
  'gcp-synth': () => (require('./gcp-synth') as typeof import('./gcp-synth')).gcpSynth,
};

export const CASES = Object.keys(LOADERS);

export function loadCase(id: string): Case {
  return LOADERS[id]();
}
