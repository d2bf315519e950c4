/** Looked up without running them, so that an error inside a package is never mistaken for its absence. */
const PEERS = [
  { install: 'cdktf@^0.21.0', entry: 'cdktf' },
  { install: '@cdktf/provider-google@^16.12.1', entry: '@cdktf/provider-google/lib/iam-workload-identity-pool' },
];

const missing = PEERS.filter(peer => !isInstalled(peer.entry)).map(peer => peer.install);

if (missing.length > 0) {
  const all = PEERS.map(peer => peer.install);
  throw new Error(`cdk-gcp-federation/gcp needs ${all.join(' and ')}, of which ${missing.join(' and ')} cannot be found: `
    + `run "npm install ${all.map(peer => `'${peer}'`).join(' ')}"`);
}

function isInstalled(entry: string): boolean {
  try {
    require.resolve(entry);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return false;
    throw error;
  }
}

export {};
