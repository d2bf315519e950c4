import { load, loadGoogleSide } from '../library';
import { Case, measureLoad } from '../measurement';

const BY_HAND = ['iam-workload-identity-pool', 'iam-workload-identity-pool-provider', 'provider', 'project-iam-member', 'service-account', 'service-account-iam-member'];

export const importGcp: Case = {
  name: 'import of the Google side, with CDKTF',
  sizes: [1],
  quickSize: 1,
  variants: {
    'ours': async () => measureLoad(loadGoogleSide),
    'by hand, cdktf': async () => measureLoad(() => ['cdktf', ...BY_HAND.map(module => `@cdktf/provider-google/lib/${module}`)].forEach(load)),
  },
  goal: { against: 'by hand, cdktf', ratio: 1.1, quick: 2 },
};
