import { FAULTS } from './faults';
import { faultClients, observeFaults, PROXY_FAULT } from './observations';
import { ACCESS_MODES, AccessMode } from '../clients/federation';
import { Observed, reportMissing } from '../clients/observations';

const MINUTES = 60_000;

type Fault = keyof typeof FAULTS;
/** That a client gets what it asks for, or what its error says. */
type Seen = 'lists' | RegExp;

/** What the clients see while a fault lasts, but for those of `OTHERWISE`. Afterwards all of them list. */
const WHILE_IT_LASTS: Readonly<Record<Fault, Seen>> = {
  'instance metadata takes a second for every answer': 'lists',
  'every other request to instance metadata fails with 503': /currently unavailable/,
  'instance metadata answers 401': /Unauthorized/,
  'instance metadata answers 404': /Not Found/,
  'instance metadata answers 500': /Internal Server Error/,
  'AWS credentials end and are renewed': 'lists',
  'AWS credentials end and are renewed late': /of type ExpiredToken with error message: The security token included in the request is expired/,
  'Google STS answers 429 once': /429[^]*Resource has been exhausted/,
  'Google STS answers 429': /429[^]*Resource has been exhausted/,
  'Google STS answers 503 once': /503[^]*currently unavailable/,
  'Google STS answers 503': /503[^]*currently unavailable/,
  'the clock is ten minutes slow': 'lists',
  'the clock is twenty minutes slow': /of type SignatureDoesNotMatch with error message: Signature expired: \d{8}T\d{6}Z is now earlier than/,
  'the clock is twenty minutes fast': /of type SignatureDoesNotMatch with error message: Signature not yet current: \d{8}T\d{6}Z is still later than/,
  'the grants have not reached Google\'s services yet': /iam\.serviceAccounts\.getAccessToken|storage\.objects\.list|403 Client Error: Forbidden/,
  'Google revokes the token before its end': /Invalid Credentials|invalid authentication credentials/,
};

const OTHERWISE: readonly { readonly client: RegExp; readonly fault: RegExp; readonly access?: AccessMode; readonly seen: Seen }[] = [
  // It alone tries the exchange again, and in the end loses what it was told.
  { client: /Node\.js/, fault: /answers (?:429|503) once/, seen: 'lists' },
  { client: /Node\.js/, fault: /Google STS answers (?:429|503)$/, seen: /^Error code \[object Object\]$/ },
  // These ask for a new token when an API refuses the old one.
  { client: /Java/, fault: /revokes/, seen: 'lists' },
  { client: /Python/, fault: /revokes/, access: 'direct', seen: 'lists' },
];

let observed: Observed[];
beforeAll(async () => {
  observed = await observeFaults();
}, 25 * MINUTES);

function answersOf(setUp: string, client: string, access: AccessMode, situation: string) {
  return observed.find(one => one.setUp === setUp && one.access === access && one.client === client && one.situation === situation)!.answers;
}

reportMissing();
for (const client of faultClients()) {
  const { name, version } = client;
  (client.missing === undefined ? describe : describe.skip).each(ACCESS_MODES)(`${name} (${version}), access mode %s`, access => {
    test.each(Object.keys(FAULTS) as Fault[])('%s', fault => {
      const answers = answersOf('construct', name, access, fault);
      const other = OTHERWISE.find(one => one.client.test(name) && one.fault.test(fault) && (one.access ?? access) === access);
      const seen = other?.seen ?? WHILE_IT_LASTS[fault];
      const begins = /^AWS credentials|revokes/.test(fault) ? 1 : 0;
      if (begins === 1) expect(answers[0].error).toBeUndefined();
      if (seen === 'lists') expect(answers[begins].error).toBeUndefined();
      else expect(answers[begins].error).toMatch(seen);
      const after = answers.slice(begins + 1);
      expect(after.length).toBe(/and are renewed$|revokes/.test(fault) ? 0 : 1);
      after.forEach(answer => expect(answer).toMatchObject({ listed: 'hello-from-google-cloud.txt' }));
    });

    test(PROXY_FAULT, () => {
      const [ours] = answersOf('construct', name, access, PROXY_FAULT);
      expect(ours).toMatchObject({ listed: 'hello-from-google-cloud.txt' });
    });
  });
}

// The proxy is there for a reason: who asks it for the metadata address is refused.
test('behind the proxy the set-up by hand does not reach instance metadata', () => {
  for (const { client, answers: [answer] } of observed.filter(({ setUp, situation }) => setUp === 'by hand' && situation === PROXY_FAULT)) {
    // The client for Java reads no proxy from the environment.
    if (client.includes('Java')) expect(answer.error).toBeUndefined();
    else expect(answer.error).toBeDefined();
  }
});
