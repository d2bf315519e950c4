import * as fc from 'fast-check';
import { attributeMapping } from '../../../lib/federation/attribute-mapping';
import { assumedRoleArn } from '../../../lib/federation/names';
import { GcpSubject } from '../../../lib/federation/subject';
import { AwsIdentity, AwsWorkload, checkConfigurations, CheckReport, CredentialConfig, GoogleConfiguration, GooglePolicy, isDetermined } from '../../../lib/proof';
import { longestSessionName } from '../../../lib/proof/check/decision/session-name';
import { impostorsAlike, impostorsOf } from '../../../lib/proof/impostors';
import { subjectToken, tokenExchangeForm } from '../../../lib/rehearsal/attempts/signed-request';
import { AccessTokens, AwsDirectory, AwsSts, GoogleSts, IamCredentials, RequestLog } from '../../../lib/rehearsal/emulators';

const NUMBER = '123456789012';
const ACCOUNT = '111122223333';
const NAMES = ['app', 'app-admin', 'App', 'assumed-role', 'x'.repeat(64)];
const EMAILS = ['one@my-project.iam.gserviceaccount.com', 'two@my-project.iam.gserviceaccount.com'];
const DEFAULT = [...Object.entries(attributeMapping(GcpSubject.arn()._bind()))] as [string, string][];

/** Mappings as they are seen, good and bad. */
const MAPPINGS: readonly (readonly [string, string][])[] = [
  DEFAULT,
  [...DEFAULT, ['attribute.account', 'assertion.account']],
  [['google.subject', 'assertion.userid'], DEFAULT[1]],
  [['google.subject', 'assertion.arn'], ['attribute.aws_role', "assertion.arn.extract('assumed-role/{role}/')"]],
  [['google.subject', "assertion.arn.extract('assumed-role/{role}/')"], ['attribute.aws_role', 'assertion.arn']],
  [['google.subject', 'assertion.arn'], ['attribute.aws_role', "assertion.arn.extract('assumed-role/{all}')"], ['attribute.session', "assertion.arn.extract('app/{session}')"]],
  [['google.subject', 'assertion.nothing']],
];

const arnOf = (name: string, account = ACCOUNT, partition = 'aws') => assumedRoleArn(partition, account, name);

/** Conditions as they are seen, good and bad, on one name. */
const CONDITIONS: readonly ((name: string) => string | undefined)[] = [
  () => undefined,
  name => `attribute.aws_role == '${arnOf(name)}'`,
  name => `attribute.aws_role in ['${arnOf(name)}', '${arnOf('app')}']`,
  name => `assertion.arn.startsWith('${arnOf(name)}')`,
  name => `assertion.arn.startsWith('${arnOf(name)}/')`,
  name => `assertion.arn.contains('assumed-role/${name}/')`,
  name => `assertion.arn.contains('${name}')`,
  name => `attribute.aws_role == '${name}'`,
  () => `assertion.account == '${ACCOUNT}'`,
  name => `assertion.arn.matches('^arn:aws:sts::[0-9]+:assumed-role/${name}/')`,
  () => "attribute.gone == 'x'",
  () => 'this is not (CEL',
];

interface Choice {
  readonly configuration: GoogleConfiguration;
  readonly workloads: readonly AwsWorkload[];
}

const pool = `projects/${NUMBER}/locations/global/workloadIdentityPools/pool`;
const set = `principalSet://iam.googleapis.com/${pool}`;

// Most speak of one role, so that enough of them fit each other.
const name = fc.oneof({ weight: 5, arbitrary: fc.constant('app') }, { weight: 2, arbitrary: fc.constantFrom(...NAMES) });
const member = fc.oneof(
  { weight: 10, arbitrary: name.map(own => `${set}/attribute.aws_role/${arnOf(own)}`) },
  name.map(own => `${set}/attribute.aws_role/${own}`),
  name.map(own => `${set}/attribute.aws_role/${arnOf(own)}/i-0123456789abcdef0`),
  name.map(own => `principal://iam.googleapis.com/${pool}/subject/${arnOf(own)}/i-0123456789abcdef0`),
  name.map(own => `principal://iam.googleapis.com/${pool}/subject/${own}`),
  fc.constant(`${set}/*`),
  fc.constant(`${set}/attribute.account/${ACCOUNT}`),
  fc.constant(`${set}/attribute.session/i-0123456789abcdef0`),
  name.map(own => `${set.replace(NUMBER, 'my-project')}/attribute.aws_role/${arnOf(own)}`),
  name.map(own => `${set.replace(NUMBER, '999999999999')}/attribute.aws_role/${arnOf(own)}`),
);
const minting = fc.constantFrom('roles/iam.workloadIdentityUser', 'roles/iam.workloadIdentityUser', 'roles/iam.serviceAccountTokenCreator', 'roles/iam.serviceAccountUser');

const choice: fc.Arbitrary<Choice> = fc.record({
  mapping: fc.oneof({ weight: 2, arbitrary: fc.constant(MAPPINGS[0]) }, { weight: 3, arbitrary: fc.constantFrom(...MAPPINGS) }),
  condition: fc.tuple(fc.oneof(fc.constantFrom(...CONDITIONS.slice(0, 5)), fc.constantFrom(...CONDITIONS)), name).map(([make, own]) => make(own)),
  accountId: fc.constantFrom(ACCOUNT, ACCOUNT, ACCOUNT, '999988887777'),
  disabled: fc.constantFrom(false, false, false, false, true),
  accountDisabled: fc.constantFrom(false, false, false, false, false, true),
  bindings: fc.array(fc.record({ member, role: minting, serviceAccount: fc.constantFrom(...EMAILS) }), { minLength: 1, maxLength: 4 }),
  onProject: fc.array(fc.record({ member, role: fc.constantFrom('roles/storage.objectViewer', 'roles/iam.workloadIdentityUser'), project: fc.constantFrom('my-project', 'other-project') }), { maxLength: 2 }),
  onBuckets: fc.array(fc.record({ member, role: fc.constant('roles/storage.objectViewer') }), { maxLength: 2 }),
  workloads: fc.array(fc.record({
    name,
    account: fc.constantFrom(ACCOUNT, ACCOUNT, ACCOUNT, ACCOUNT, '999988887777'),
    region: fc.constantFrom('eu-west-1', 'eu-west-1', 'eu-west-1', 'us-gov-west-1'),
    kind: fc.constantFrom('ec2-instance', 'lambda-function'),
    audience: fc.constantFrom(...['', '', '', '', 'x'].map(end => `//iam.googleapis.com/${pool}/providers/aws${end}`), `//iam.googleapis.com/${pool}`),
    email: fc.constantFrom(...EMAILS, undefined),
    lifetimeSeconds: fc.constantFrom(undefined, undefined, 900, 43_200, 60, 99_999),
  }), { minLength: 1, maxLength: 4 }),
}).map(({ mapping, condition, accountId, disabled, accountDisabled, bindings, onProject, onBuckets, workloads }) => ({
  configuration: {
    pools: [{ address: 'pool', project: 'my-project', poolId: 'pool', disabled: false }],
    awsProviders: [{
      address: 'provider', project: 'my-project', poolId: 'pool', providerId: 'aws', kind: 'aws' as const, disabled, accountId, attributeMapping: new Map(mapping), attributeCondition: condition,
    }],
    serviceAccounts: [{ address: 'account', email: EMAILS[0], disabled: accountDisabled }],
    serviceAccountBindings: bindings.map((binding, index) => ({ address: `binding.${index}`, ...binding })),
    projectGrants: onProject.map((grant, index) => ({ address: `project.${index}`, ...grant })),
    resourceGrants: onBuckets.map((grant, index) => ({ address: `bucket.${index}`, ...grant, resource: { kind: 'bucket', name: 'bucket' } })),
  },
  workloads: workloads.map((one, index): AwsWorkload => ({
    kind: one.kind as AwsWorkload['kind'],
    templateFile: 't.json',
    stackName: 'S',
    logicalId: `W${index}`,
    account: one.account,
    region: one.region,
    role: { name: one.name },
    imdsV2: 'required',
    carried: [{ where: 'user data', config: configOf(one) }],
  })),
}));

interface Asked {
  readonly audience: string;
  readonly email?: string;
  readonly lifetimeSeconds?: number;
  readonly kind: string;
}

function configOf({ audience, email, lifetimeSeconds, kind }: Asked): CredentialConfig {
  const metadata = 'http://169.254.169.254/latest';
  return {
    audience,
    subjectTokenType: 'urn:ietf:params:aws:token-type:aws4_request',
    source: 'aws',
    environmentId: 'aws1',
    tokenUrl: 'https://sts.googleapis.com/v1/token',
    verificationUrl: 'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
    ...kind === 'ec2-instance' && {
      regionUrl: `${metadata}/meta-data/placement/availability-zone`,
      credentialsUrl: `${metadata}/meta-data/iam/security-credentials`,
      imdsv2Url: `${metadata}/api/token`,
    },
    impersonationUrl: email && `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${email}:generateAccessToken`,
    lifetimeSeconds,
  };
}

/** What the stand-ins of the rehearsal do with an identity. */
class StandIns {
  private readonly log = new RequestLog();
  private readonly directory = new AwsDirectory();
  private readonly tokens = new AccessTokens();
  readonly policy: GooglePolicy;
  private readonly sts: GoogleSts;
  private readonly credentials: IamCredentials;

  constructor(configuration: GoogleConfiguration) {
    this.policy = new GooglePolicy(configuration);
    this.sts = new GoogleSts(this.policy, new AwsSts(this.directory, this.log), this.tokens, this.log);
    this.credentials = new IamCredentials(this.policy, this.tokens, this.log, () => true);
  }

  /** The federated token, or the step that refused. */
  exchange(identity: AwsIdentity, audience: string): { token?: string; step?: string } {
    const token = subjectToken({ credentials: this.directory.issue(identity), region: 'us-east-1', targetResource: audience });
    const mark = this.log.mark();
    const { status, body } = this.sts.answer(post('/v1/token', tokenExchangeForm(audience, token).toString()));
    return status === 200 ? { token: (body as { access_token: string }).access_token } : { step: this.log.since(mark).at(-1)?.step };
  }

  impersonates(token: string, email: string, lifetimeSeconds = 3600): boolean {
    const body = JSON.stringify({ scope: ['https://www.googleapis.com/auth/cloud-platform'], lifetime: `${lifetimeSeconds}s` });
    return this.credentials.answer(post(`/v1/projects/-/serviceAccounts/${email}:generateAccessToken`, body, token)).status === 200;
  }

  /** Whether a federated token opens anything: an account, or a resource. */
  opens(token: string): boolean {
    return EMAILS.some(email => this.impersonates(token, email)) || this.holds(token, false);
  }

  /** Whether the identity of a federated token holds roles. */
  holds(token: string, ofUseToItself: boolean): boolean {
    const holder = this.tokens.holder(`Bearer ${token}`);
    if (holder?.kind !== 'federated') return false;
    const { principal } = holder;
    return ofUseToItself ? this.policy.holdsAnyRole({ principal })
      : this.policy.holdings.of({ principal }).some(placed => !this.policy.isOnDisabledAccount(placed));
  }
}

function post(path: string, body: string, token?: string) {
  return { method: 'POST', path, query: new URLSearchParams(), headers: token === undefined ? {} : { authorization: `Bearer ${token}` }, body };
}

const SECONDS_BEYOND_GOOGLE = (seconds: number | undefined) => seconds !== undefined && (seconds < 600 || seconds > 43_200);

let identities = 0;

function workloadsAgree({ workloads }: Choice, report: CheckReport, standIns: StandIns): void {
  workloads.forEach((workload, index) => {
    const { audience, impersonationUrl, lifetimeSeconds } = workload.carried[0].config as CredentialConfig;
    const role = isDetermined(workload.role!) ? workload.role : undefined;
    const partition = workload.region!.startsWith('us-gov') ? 'aws-us-gov' : 'aws';
    const session = longestSessionName(workload);
    const identity = { account: workload.account!, arn: `${arnOf(String(role!.name), workload.account, partition)}/${session}`, userid: `AROAEXAMPLEEXAMPLE123:${session}` };
    const { token } = standIns.exchange(identity, audience);
    const email = impersonationUrl && /serviceAccounts\/(.*):/.exec(impersonationUrl)![1];
    const admitted = token !== undefined
      && (email === undefined ? standIns.holds(token, true) : standIns.impersonates(token, email, lifetimeSeconds));
    const { verdict, steps } = report.workloads[index];
    identities++;
    // The stand-in takes any lifetime up to the longest, Google none under ten minutes.
    if (email !== undefined && SECONDS_BEYOND_GOOGLE(lifetimeSeconds)) expect(verdict).toBe('rejected');
    // Roles on accounts are no use without a token of them: only what is granted to the identity itself counts.
    else if (email === undefined && verdict === 'depends') expect(steps.some(step => step.verdict === 'depends')).toBe(true);
    // Which of two project numbers is that of the pool, no file tells.
    else if (standIns.policy.numbersOf(standIns.policy.configuration.awsProviders[0]).size > 1) expect(verdict).not.toBe('admitted');
    else expect({ identity, verdict }).toEqual({ identity, verdict: admitted ? 'admitted' : 'rejected' });
  });
}

/** What check finds gets in at the emulators, and whoever gets in there is found. */
function callersAgree({ workloads }: Choice, report: CheckReport, standIns: StandIns): void {
  // Where members name the project by several numbers, an impostor may try each.
  const numbers = [...standIns.policy.numbersOf(standIns.policy.configuration.awsProviders[0])];
  const audiences = (numbers.length > 0 ? numbers : [NUMBER]).map(number => `//iam.googleapis.com/${pool.replace(NUMBER, number)}/providers/aws`);
  const isAdmitted = (identity: AwsIdentity) => audiences.some(audience => {
    const { token } = standIns.exchange(identity, audience);
    return token !== undefined && standIns.opens(token);
  });
  for (const { who, verdict, claims } of report.callers.filter(caller => caller.verdict === 'admitted')) {
    identities++;
    expect({ who, claims, verdict }).toEqual({ who, claims, verdict: isAdmitted(claims as unknown as AwsIdentity) ? 'admitted' : 'rejected' });
  }
  const roles = workloads.map(({ role }) => isDetermined(role!) ? String(role.name) : '');
  const taken = new Set(roles.map(roleName => arnOf(roleName)));
  const impostors = [...impostorsOf({ partition: 'aws', account: ACCOUNT }, taken), ...roles.flatMap(roleName => impostorsAlike({ partition: 'aws', account: ACCOUNT, roleName }, taken))];
  // A look-alike of another account may be what a workload there is meant to be.
  const intended = workloads.map(({ role, account }) => isDetermined(role!) ? `${arnOf(String(role.name), account)}/` : '');
  for (const { who, identity } of impostors.filter(one => !intended.some(arn => arn !== '' && one.identity.arn.startsWith(arn)))) {
    identities++;
    if (isAdmitted(identity)) expect([who, identity, report.callers.length > 0]).toEqual([who, identity, true]);
  }
}

test('check and the stand-ins of the rehearsal say the same of every identity', () => {
  const verdicts = { admitted: 0, rejected: 0, depends: 0 };
  fc.assert(fc.property(choice, one => {
    const report = checkConfigurations({ instances: [], workloads: one.workloads, roles: [{ name: 'other-role', account: ACCOUNT }] }, one.configuration);
    const standIns = new StandIns(one.configuration);
    workloadsAgree(one, report, standIns);
    callersAgree(one, report, standIns);
    report.workloads.forEach(({ verdict }) => verdicts[verdict]++);
  }), { numRuns: 400 });
  // A test of agreement means nothing where hardly anybody is admitted.
  expect(identities).toBeGreaterThan(8000);
  expect(verdicts.admitted).toBeGreaterThan(10);
  expect(verdicts.rejected).toBeGreaterThan(200);
});
