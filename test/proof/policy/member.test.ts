import { ROLE_ARN } from './providers';
import { FederatedPrincipal, memberMatches } from '../../../lib/proof';

const POOL = 'projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool';
const BASE = `iam.googleapis.com/${POOL}`;
const PRINCIPAL: FederatedPrincipal = {
  pool: POOL, subject: `${ROLE_ARN}/i-0`, attributes: { aws_role: ROLE_ARN }, groups: ['admins'],
};

test.each([
  `principalSet://${BASE}/attribute.aws_role/${ROLE_ARN}`,
  `principalSet://${BASE}/*`,
  `principalSet://${BASE}/group/admins`,
  `principal://${BASE}/subject/${ROLE_ARN}/i-0`,
])('%s stands for the principal', member => {
  expect(memberMatches(member, PRINCIPAL)).toBe(true);
});

test.each([
  ['another role', `principalSet://${BASE}/attribute.aws_role/${ROLE_ARN}-x`],
  ['a role whose name is a prefix', `principalSet://${BASE}/attribute.aws_role/${ROLE_ARN.slice(0, -1)}`],
  ['other letter case', `principalSet://${BASE}/attribute.aws_role/${ROLE_ARN.toUpperCase()}`],
  ['another attribute', `principalSet://${BASE}/attribute.other/${ROLE_ARN}`],
  ['an attribute that objects have by nature', `principalSet://${BASE}/attribute.constructor/${ROLE_ARN}`],
  ['another pool', `principalSet://${BASE}-2/attribute.aws_role/${ROLE_ARN}`],
  ['another project', `principalSet://${BASE.replace('123456789012', '999999999999')}/attribute.aws_role/${ROLE_ARN}`],
  ['the project by id', `principalSet://${BASE.replace('123456789012', 'my-gcp-project')}/attribute.aws_role/${ROLE_ARN}`],
  ['no host, as the article writes it', `principalSet://${POOL}/attribute.aws_role/${ROLE_ARN}`],
  ['principal for a set', `principal://${BASE}/attribute.aws_role/${ROLE_ARN}`],
  ['principalSet for a subject', `principalSet://${BASE}/subject/${ROLE_ARN}/i-0`],
  ['another subject', `principal://${BASE}/subject/${ROLE_ARN}/i-1`],
  ['another group', `principalSet://${BASE}/group/others`],
  ['a star in the value', `principalSet://${BASE}/attribute.aws_role/*`],
  ['a service account', 'serviceAccount:a@b.iam.gserviceaccount.com'],
])('%s does not stand for the principal', (_, member) => {
  expect(memberMatches(member, PRINCIPAL)).toBe(false);
});
