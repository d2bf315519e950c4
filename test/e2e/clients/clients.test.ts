import { allClients } from './all-clients';
import { ACCESS_MODES, AccessMode, FEDERATION, ROLE_ARN, SERVICE_ACCOUNT } from './federation';
import { Answer } from './namespace/orders';
import { observeClients, Observed, reportMissing } from './observations';
import { SITUATIONS } from './situations';

const MINUTES = 60_000;
const SUBJECT = `principal://iam.googleapis.com/projects/${FEDERATION.gcpProjectNumber}/locations/global/workloadIdentityPools/aws-identity-pool/subject/${ROLE_ARN}/`;
const IDENTITY: Readonly<Record<AccessMode, RegExp>> = {
  impersonation: new RegExp(`^${escaped(SERVICE_ACCOUNT)}$`),
  direct: new RegExp(`^${escaped(SUBJECT)}i-[0-9a-f]+$`),
};
const APIS = ['Cloud Storage', 'BigQuery'];

type Refused = Exclude<keyof typeof SITUATIONS, 'lists a bucket' | 'renews a token that has expired'>;

/** Who refuses, at which check, and what an intelligible error says of it. */
const REFUSALS: Readonly<Record<Refused, Readonly<Record<AccessMode, { standIn: string; step: string; error: RegExp }>>>> = {
  'has another role': both({ standIn: 'Google STS', step: 'attribute condition', error: /rejected by the attribute condition/ }),
  'is in another account': both({ standIn: 'Google STS', step: 'account', error: /rejected by the attribute condition/ }),
  'is not bound': {
    impersonation: { standIn: 'IAM credentials', step: 'member', error: /'?iam\.serviceAccounts\.getAccessToken\\?' denied/ },
    direct: { standIn: '', step: 'role', error: /storage\.objects\.list|bigquery\.(?:datasets\.get|jobs\.create)/ },
  },
  'has no instance profile': both({ standIn: 'instance metadata', step: 'metadata', error: /AWS (?:IAM )?role/ }),
};

/** Errors that do not tell the reason; nothing that we set up can change them. */
const SPARSE: readonly { readonly client: RegExp; readonly situation: RegExp; readonly access?: AccessMode; readonly error: RegExp }[] = [
  { client: /^gsutil/, situation: /./, access: 'impersonation', error: /^Your credentials are invalid\. Please run\n\$ gcloud auth login/ },
  { client: /^gsutil/, situation: /is not bound/, access: 'direct', error: /^AccessDeniedException: 403 / },
  { client: /Node\.js/, situation: /has no instance profile/, error: /^Not Found$/ },
  { client: /^google-auth for Python/, situation: /is not bound/, access: 'direct', error: /^403 Client Error: Forbidden/ },
];

let observed: Observed[];
beforeAll(async () => {
  observed = await observeClients();
}, 25 * MINUTES);

function answersOf(client: string, access: AccessMode, situation: string): readonly Answer[] {
  return observed.find(one => one.setUp === 'construct' && one.access === access && one.client === client && one.situation === situation)!.answers;
}

const accepted = ({ log }: Answer, standIns: readonly string[]) => log.filter(entry => entry.verdict === 'accepted' && standIns.includes(entry.standIn));

reportMissing();
for (const client of allClients()) {
  const { name, version } = client;
  (client.missing === undefined ? describe : describe.skip).each(ACCESS_MODES)(`${name} (${version}), access mode %s`, access => {
    test('gets what it asks for, as the identity that was granted', () => {
      const [answer] = answersOf(name, access, 'lists a bucket');
      expect(answer.error).toBeUndefined();
      expect(answer.listed).toMatch(/hello-from-google-cloud\.txt|my-gcp-project:rehearsal|"caller":/);
      const [entry] = accepted(answer, APIS);
      expect(entry.identity).toMatch(IDENTITY[access]);
      expect(answer.tokenMilliseconds).toBeLessThan(answer.milliseconds);
    });

    test('exchanges anew when its token has expired', () => {
      const [first, second] = answersOf(name, access, 'renews a token that has expired');
      expect([first.error, second.error]).toEqual([undefined, undefined]);
      // By then Google takes no token any more that it issued before.
      expect(accepted(second, ['AWS STS']).length).toBeGreaterThan(0);
      expect(accepted(second, ['Google STS']).filter(({ step }) => step === 'token exchange').length).toBeGreaterThan(0);
      expect(accepted(second, APIS)[0].identity).toMatch(IDENTITY[access]);
    });

    test.each(Object.keys(REFUSALS) as Refused[])('is refused when it %s, and says why', situation => {
      const [answer] = answersOf(name, access, situation);
      const { standIn, step, error } = REFUSALS[situation][access];
      expect(accepted(answer, APIS)).toEqual([]);
      expect(answer.log).toContainEqual(expect.objectContaining({ verdict: 'rejected', step, ...standIn !== '' && { standIn } }));
      const sparse = SPARSE.find(one => one.client.test(name) && one.situation.test(situation) && (one.access ?? access) === access);
      expect(answer.error).toMatch(sparse?.error ?? error);
    });
  });
}

function both<T>(value: T): Readonly<Record<AccessMode, T>> {
  return { impersonation: value, direct: value };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
