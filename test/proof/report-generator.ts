import { assumedRoleArn, audience, awsRolePrincipalSet, poolResourceName, providerResourceName } from '../../lib/federation/names';
import { serviceAccountEmail } from '../../lib/federation/service-account';
import { CallerVerdict, CheckReport, ElementReference, Finding, IdentityVerdict, StepReport, WorkloadVerdict } from '../../lib/proof/check/check-report';

const STEPS = ['audience', 'account', 'attribute mapping', 'google.subject', 'attribute condition', 'member', 'impersonation', 'lifetime', 'grants'];
/** As many roles as the condition of one provider holds. */
const ROLES_OF_A_POOL = 38;

/** What a test changes in the n-th workload. */
export type Change = (workload: WorkloadVerdict, index: number) => Partial<WorkloadVerdict>;

/** A report of any size. Everybody is admitted, unless it is changed. */
export function checkReport(size: number, change: Change = () => ({}), more: Partial<CheckReport> = {}): CheckReport {
  const workloads = Array.from({ length: size }, (_, index) => {
    const made = workload(index);
    return { ...made, ...change(made, index) };
  });
  return {
    matches: workloads.every(({ verdict }) => verdict === 'admitted'),
    workloads,
    identities: workloads.map(({ workload: name, actsAs = '' }) => identity(actsAs, name)),
    callers: [],
    findings: [],
    notes: ['Shop/Db/Server: the region of the stack is not known; us-east-1 was assumed'],
    notJudged: ['deny policies', 'VPC Service Controls', 'who may administer the pool'],
    ...more,
  };
}

export function element(address: string, more: Partial<ElementReference> = {}): ElementReference {
  return { side: 'aws', file: 'cdk.out/Shop.template.json', address, ...more };
}

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    id: 'condition-rejects-workload',
    severity: 'error',
    about: 'condition',
    title: 'The attribute condition rejects Shop/Orders/Server3',
    detail: "attribute.aws_role is 'arn:aws:sts::111122223333:assumed-role/shop-role-3', the condition wants '\u2026/shop-reader-3'",
    elements: [
      element('OrdersServer3F00BA', { constructPath: 'Shop/Orders/Server3', source: 'lib/shop-stack.ts:42:5' }),
      { side: 'gcp', file: 'cdktf.out/stacks/gcp/cdk.tf.json', address: 'google_iam_workload_identity_pool_provider.gcp_provider_1' },
    ],
    runtimeError: 'attribute-condition',
    fix: "write roleName: 'shop-role-3' into the federation object, and deploy the Google side",
    ...more,
  };
}

/** The steps of a workload that stops at one of them. */
export function stepsUntil(step?: string, verdict: StepReport['verdict'] = 'rejected'): StepReport[] {
  const stop = step === undefined ? STEPS.length : STEPS.indexOf(step);
  return STEPS.map((name, at) => ({
    step: name,
    verdict: at < stop ? 'passed' : at === stop ? verdict : 'not reached',
    detail: at < stop ? 'equal on both sides' : at === stop ? "wanted 'shop-reader-3', found 'shop-role-3'" : '',
  }));
}

function pool(index: number): string {
  return poolResourceName('123456789012', `aws-pool-${1 + Math.floor(index / ROLES_OF_A_POOL)}`);
}

function workload(index: number): WorkloadVerdict {
  const team = ['Orders', 'Billing', 'Search', 'Reports', 'Stock'][index % 5];
  const direct = index % 5 === 4;
  const roleArn = assumedRoleArn('aws', '111122223333', `shop-role-${index}`);
  return {
    workload: `Shop/${team}/Server${index}`,
    kind: 'ec2-instance',
    element: element(`${team}Server${index}F00BA`, { constructPath: `Shop/${team}/Server${index}` }),
    roleArn,
    audience: audience(providerResourceName(pool(index), 'aws-provider')),
    verdict: 'admitted',
    steps: stepsUntil(),
    actsAs: direct ? awsRolePrincipalSet(pool(index), roleArn) : serviceAccountEmail(`${team.toLowerCase()}-reader`, 'my-gcp-project'),
    roles: [
      { role: 'roles/storage.objectViewer', resource: `bucket ${team.toLowerCase()}-data`, element: element('google_storage_bucket_iam_member.reader', { side: 'gcp' }) },
      ...team === 'Reports' ? [{
        role: 'roles/bigquery.dataViewer',
        resource: 'project my-gcp-project',
        condition: 'request.time < timestamp("2027-01-01T00:00:00Z")',
        element: element('google_project_iam_member.viewer', { side: 'gcp' }),
      }] : [],
    ],
  };
}

/** Verdict on a service account that one workload uses. */
function identity(email: string, workloadName: string): IdentityVerdict {
  return { identity: email, kind: 'service account', verdict: 'proven', intended: [workloadName], providers: ['google_iam_workload_identity_pool_provider.gcp_provider_1'], grants: [], reaches: [] };
}

/** Callers who are admitted without being intended. */
export function caller(more: Partial<CallerVerdict> = {}): CallerVerdict {
  return {
    provider: 'google_iam_workload_identity_pool_provider.gcp_provider_1',
    who: "roles whose name starts with 'shop-'",
    arn: 'arn:aws:sts::111122223333:assumed-role/shop-x/xx',
    verdict: 'admitted',
    reaches: ['service account orders-reader'],
    ...more,
  };
}
