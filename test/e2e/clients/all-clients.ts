import { Client } from './client';
import { cloudSdkClients } from './cloud-sdk-clients';
import { goClient } from './go-client';
import { javaClient } from './java-client';
import { nodeClients } from './node-clients';
import { pythonClients } from './python-clients';
import { missingForNamespace } from '../../../lib/rehearsal/sandbox';

/** All clients, those that this machine cannot have included. */
export function allClients(): Client[] {
  const [lack] = missingForNamespace();
  return [...nodeClients(), ...pythonClients(), goClient(), javaClient(), ...cloudSdkClients()]
    .map(client => ({ ...client, missing: lack === undefined ? client.missing : `a network namespace, which needs ${lack}` }));
}
