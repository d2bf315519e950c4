import { App } from 'cdktf';
import { federation, hostFederation } from './federation';
import { GcpFederationStack } from '../../../../lib/gcp';

const app = new App();
new GcpFederationStack(app, 'gcp', federation).addRole(hostFederation);
app.synth();
