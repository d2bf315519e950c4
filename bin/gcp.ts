import { App } from 'cdktf';
import { federation } from './federation';
import { GcpFederationStack } from '../lib/gcp';

const app = new App();
new GcpFederationStack(app, 'gcp', federation);
app.synth();
