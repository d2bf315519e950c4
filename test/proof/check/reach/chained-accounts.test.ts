import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, CheckReport } from '../../../../lib/proof';

const CASE = join(__dirname, '../../../fixtures/cases/check/a01-cross-role-account-member');
const POOL = 'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-pool';

/** Two workloads with an account each, of which one may act as the other or not. */
function judged(chained: boolean): CheckReport {
  const folder = mkdtempSync(join(tmpdir(), 'chained-accounts-'));
  try {
    cpSync(CASE, folder, { recursive: true });
    const file = join(folder, 'tf/main.tf.json');
    const gcp = JSON.parse(readFileSync(file, 'utf8'));
    const accounts = gcp.resource.google_service_account;
    const bindings = gcp.resource.google_service_account_iam_member;
    const [reader, other] = ['reader', Object.keys(accounts).find(name => name !== 'reader')!];
    for (const binding of Object.values<Record<string, string>>(bindings)) {
      if (binding.member.includes('attribute.account')) binding.member = `${POOL}/attribute.aws_role/arn:aws:sts::111122223333:assumed-role/gcs-reader`;
    }
    if (chained) {
      bindings.chain = {
        service_account_id: `\${google_service_account.${reader}.name}`, role: 'roles/iam.serviceAccountTokenCreator', member: `serviceAccount:\${google_service_account.${other}.email}`,
      };
    }
    writeFileSync(file, JSON.stringify(gcp));
    return check({ aws: join(folder, 'template.json'), gcp: join(folder, 'tf') });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a workload reaches what the account that it acts as may act as', () => {
  expect(judged(false).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(judged(true).findings.filter(({ severity }) => severity === 'error').map(({ id }) => id)).toEqual(['cross-use']);
});
