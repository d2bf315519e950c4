import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { newFolder, ownStack, PROPS, synthesized } from './configurations';
import { ALL_GRANTS } from './grants';
import { runTerraform } from './terraform-run';
import { runCommandLine } from '../../lib/cli/run-command-line';
import { GcpAccess, GcpAuditLogs, GcpAwsAccountRestriction, GcpFederation, GcpFederationStack, GcpSubject } from '../../lib/gcp';

const EMAIL = 'reader@other-project.iam.gserviceaccount.com';
const SECOND = { ...PROPS, awsAccountId: '444455556666', poolId: 'aws-444455556666', access: GcpAccess.impersonation({ serviceAccountId: 'second-reader' }) };

function federation(options: object): (app: App) => void {
  return app => { new GcpFederationStack(app, 'gcp', { ...PROPS, grants: ALL_GRANTS, ...options }); };
}

const CONFIGURATIONS: Readonly<Record<string, (app: App) => void>> = {
  'impersonation, with a grant of every kind': federation({}),
  'direct access, with a grant of every kind': federation({ access: GcpAccess.direct() }),
  'an existing service account': federation({ access: GcpAccess.impersonation({ serviceAccountEmail: EMAIL }) }),
  'a service account in a project of its own, with a token lifetime': federation({
    access: GcpAccess.impersonation({ serviceAccountId: 'reader', serviceAccountProject: 'other-project', tokenLifetimeSeconds: 600 }),
  }),
  'the user id as subject': federation({ subject: GcpSubject.userId() }),
  'another partition': federation({ awsPartition: 'aws-us-gov' }),
  'an existing pool': federation({ existingPool: true }),
  'an existing provider': federation({ existingProvider: true }),
  'protection against deletion': federation({ deletionProtection: true }),
  'audit logs and the restriction of accounts': federation({ auditLogs: true, restrictAwsAccounts: true }),
  'take over': federation({ takeOver: { pool: true, provider: true, serviceAccounts: true } }),
  'forget': federation({ forget: true }),
  'several accounts in one stack': app => {
    GcpFederation.forAccounts(ownStack(app), [PROPS, { ...PROPS, roleName: 'writer' }, SECOND], { auditLogs: true, restrictAwsAccounts: true });
  },
  'one stack for each account': app => { GcpFederationStack.forAccounts(app, 'gcp', [PROPS, SECOND]); },
  'logs and restrictions of their own': app => {
    const stack = ownStack(app);
    new GcpAuditLogs(stack, 'logs', { project: 'other-project' });
    new GcpAwsAccountRestriction(stack, 'accounts', {
      parent: 'organizations/345678901234', awsAccountIds: ['111122223333', '444455556666'], issuerUris: ['https://oidc.eks.eu-central-1.amazonaws.com/id/A'],
    });
  },
};

const OPTIONS: readonly string[][] = [
  [], ['--existing-pool'], ['--existing-provider'], ['--take-over', 'pool,provider,service-accounts'], ['--deletion-protection'], ['--forget'],
  ['--audit-logs', '--restrict-aws-accounts'], ['--no-enable-apis'], ['--module'],
];

async function requireValid(folder: string): Promise<void> {
  expect(await runTerraform(folder, ['init', '-backend=false', '-no-color'])).toMatchObject({ status: 0 });
  const { output } = await runTerraform(folder, ['validate', '-json']);
  expect(JSON.parse(output)).toMatchObject({ valid: true, error_count: 0, warning_count: 0, diagnostics: [] });
}

describe('the schema of the real provider takes what the constructs synthesize', () => {
  test.each(Object.entries(CONFIGURATIONS))('%s', async (_, build) => {
    const stacks = synthesized(build);
    expect(stacks.length).toBeGreaterThan(0);
    for (const stack of stacks) await requireValid(stack);
  });
});

describe('the schema of the real provider takes what the command writes', () => {
  test.each(OPTIONS.map(options => [options.join(' ') || 'no options', options]))('%s', async (_, options) => {
    const folder = newFolder();
    const file = join(folder, 'federation.json');
    const out = join(folder, 'gcp');
    mkdirSync(out);
    writeFileSync(file, JSON.stringify({ ...PROPS, grants: [{ bucket: { name: 'reports', role: 'roles/storage.objectViewer' } }] }));
    const errors: string[] = [];
    const status = await runCommandLine(['terraform', file, '--out', out, ...options], { write: () => undefined, writeError: text => { errors.push(text); }, colour: false });
    expect({ status, errors: errors.filter(text => !text.startsWith('warning')) }).toEqual({ status: 0, errors: [] });
    await requireValid(out);
  });
});

test('the schema of the real provider refuses an argument that it does not know', async () => {
  const [stack] = synthesized(app => {
    new GcpFederationStack(app, 'gcp', PROPS).federation.pool.addOverride('unknown_argument', 'x');
  });
  expect(await runTerraform(stack, ['init', '-backend=false'])).toMatchObject({ status: 0 });
  expect(JSON.parse((await runTerraform(stack, ['validate', '-json'])).output)).toMatchObject({ valid: false, error_count: 1 });
});
