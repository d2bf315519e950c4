import { App } from 'cdktf';
import { GcpFederationStack } from '../lib/gcp';
import { federation } from './federation';

const app = new App();
new GcpFederationStack(app, 'gcp', federation);
app.synth();
