import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { federationProps, handWrittenConfig, inFolder } from './federations';
import { synthesizeGcp } from './gcp-synth';
import { GoogleConfiguration, readGoogleConfiguration } from '../../lib/proof';
import { LoopbackForm } from '../../lib/rehearsal';
import { Clouds } from '../../lib/rehearsal/clouds';
import { loadAwsSide } from '../library';
import { Case, measureProcess, Measurement } from '../measurement';

/** What a program does first: it finds the configuration by itself and asks for a token. */
const CLIENT = `
  const { GoogleAuth } = require('google-auth-library');
  new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] }).getAccessToken().then(token => process.exit(token ? 0 : 1));
`;

function ours(): string {
  const { GcpFederatedRole, GcpAccess } = loadAwsSide();
  const props = { ...federationProps(0), access: GcpAccess.impersonation({ serviceAccountId: 'reader-0' }) };
  return new GcpFederatedRole(new Stack(new App(), 'Stack'), 'Role', props).credentialConfig;
}

/** The time from the start of a process to its first Google token, with stand-ins for both clouds on this machine. */
async function firstTokenWith(credentialConfig: string): Promise<Measurement> {
  let google!: GoogleConfiguration;
  inFolder(outdir => {
    synthesizeGcp(1, outdir);
    google = readGoogleConfiguration(outdir);
  });
  const form = new LoopbackForm();
  const clouds = new Clouds(google);
  await form.start(clouds.services);
  try {
    const { awsAccountId: account, roleName } = federationProps(0);
    const credentials = clouds.directory.issue({ account, arn: `arn:aws:sts::${account}:assumed-role/${roleName}/i-0123456789abcdef0`, userid: 'AROA1234567890ABCDEFG:i-0123456789abcdef0' });
    clouds.metadata.instance = { availabilityZone: 'us-east-1a', role: { name: roleName, credentials } };
    const file = join(form.folder, 'config.json');
    writeFileSync(file, form.reachableConfig(credentialConfig));
    const env = { PATH: process.env.PATH, NODE_PATH: process.env.NODE_PATH, HOME: form.folder, GOOGLE_APPLICATION_CREDENTIALS: file, GOOGLE_CLOUD_PROJECT: 'my-gcp-project' };
    return await measureProcess(async () => {
      const [code] = await once(spawn(process.execPath, ['-e', CLIENT], { env, stdio: 'inherit' }), 'close');
      if (code !== 0) throw new Error('the client got no token');
    });
  } finally {
    await form.close();
  }
}

export const firstToken: Case = {
  name: 'first Google token, from the start of the process',
  sizes: [1],
  quickSize: 1,
  variants: {
    'ours': async () => firstTokenWith(ours()),
    'by hand': async () => firstTokenWith(handWrittenConfig(0)),
  },
  goal: { against: 'by hand', ratio: 1, quick: 1.7 },
};
