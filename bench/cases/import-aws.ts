import { load, loadAwsSide } from '../library';
import { Case, measureLoad } from '../measurement';
import { peer } from '../peer';

/** What comes on top of AWS CDK itself, which every app loads. */
async function beyondCdk(library: () => unknown) {
  ['aws-cdk-lib', 'constructs'].forEach(load);
  return measureLoad(library);
}

export const importAws: Case = {
  name: 'import of the AWS side, beyond aws-cdk-lib',
  sizes: [1],
  variants: {
    'ours': async () => beyondCdk(loadAwsSide),
    'aws-cdk-github-oidc': async () => peer('aws-cdk-github-oidc', beyondCdk),
    'aws-cdk-lib itself': async () => measureLoad(() => load('aws-cdk-lib')),
  },
};
