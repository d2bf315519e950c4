import { App, Stack } from 'aws-cdk-lib';
import { federationProps, inFolder, PER_STACK } from './federations';
import { loadAwsSide } from '../library';
import { Case, measure } from '../measurement';
import { peer } from '../peer';

type Add = (stack: Stack, index: number) => void;

function synthesize(size: number, add: Add): number {
  return inFolder(outdir => {
    const app = new App({ outdir, analyticsReporting: false });
    let stack!: Stack;
    for (let index = 0; index < size; index++) {
      if (index % PER_STACK === 0) stack = new Stack(app, `Stack${index}`, { env: { account: '111122223333', region: 'eu-west-1' } });
      add(stack, index);
    }
    app.synth();
  });
}

interface GithubOidc {
  readonly GithubActionsIdentityProvider: { new(stack: Stack, id: string): object };
  readonly GithubActionsRole: { new(stack: Stack, id: string, props: object): object };
}

/** One role for each repository; the provider is made once in each stack. */
function githubRole({ GithubActionsIdentityProvider, GithubActionsRole }: GithubOidc): Add {
  return (stack, index) => {
    const provider = stack.node.tryFindChild('Provider') ?? new GithubActionsIdentityProvider(stack, 'Provider');
    new GithubActionsRole(stack, `Role${index}`, { provider, owner: 'owner', repo: `repository-${index}`, roleName: `reader-${index}` });
  };
}

export const awsRoles: Case = {
  name: 'AWS roles alone, beside a library of the same shape',
  sizes: [10, 100, 1000],
  quickSize: 100,
  variants: {
    'ours': async size => {
      const { GcpFederatedRole } = loadAwsSide();
      return measure(() => synthesize(size, (stack, index) => { new GcpFederatedRole(stack, `Role${index}`, federationProps(index)); }));
    },
    'aws-cdk-github-oidc': async size => peer('aws-cdk-github-oidc', async load => {
      const add = githubRole(load() as GithubOidc);
      return measure(() => synthesize(size, add));
    }),
  },
};
