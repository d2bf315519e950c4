import { Case } from './measurement';

/** Each is loaded only where it is measured, so that none pays for the imports of another. */
const LOADERS: Readonly<Record<string, () => Promise<Case>>> = {
  'import-aws': async () => (await import('./cases/import-aws.js')).importAws,
  'import-gcp': async () => (await import('./cases/import-gcp.js')).importGcp,
  'aws-synth': async () => (await import('./cases/aws-synth.js')).awsSynth,
  'aws-roles': async () => (await import('./cases/aws-roles.js')).awsRoles,
  'gcp-synth': async () => (await import('./cases/gcp-synth.js')).gcpSynth,
  'check': async () => (await import('./cases/check.js')).checkRoles,
  'user-data': async () => (await import('./cases/user-data.js')).userData,
  'first-token': async () => (await import('./cases/first-token.js')).firstToken,
  'emulator': async () => (await import('./cases/emulator.js')).emulator,
  'cdk-synth': async () => (await import('./cases/cdk-synth.js')).cdkSynth,
};

export const CASES = Object.keys(LOADERS);

export async function loadCase(id: string): Promise<Case> {
  return LOADERS[id]();
}
