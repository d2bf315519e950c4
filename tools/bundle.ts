import { bundleCommand } from './bundle-command';
import { bundleLibrary } from './bundle-library';

// What `npm pack` ships, from what jsii compiled.
void bundleLibrary().then(bundleCommand);
