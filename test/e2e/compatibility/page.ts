import { errorsOf } from './page-errors';
import { faultTable } from './page-faults';
import { limitsSections } from './page-limits';
import { timeTable } from './page-times';
import { Fact, key, LISTS, Record, UserDataFact } from './record';
import { table } from './table';
import { AccessMode } from '../clients/federation';
import { SetUpName } from '../clients/set-ups';
import { FAULTS } from '../faults/faults';
import { PROXY_FAULT } from '../faults/observations';

const LIST = 'lists a bucket';
const RENEW = 'renews a token that has expired';
const REFUSALS: readonly (readonly [string, string])[] = [
  ['has another role', 'The instance has another role than the one the federation names'],
  ['is in another account', 'The instance is in another AWS account'],
  ['is not bound', 'The role is not granted anything yet: no binding on the service account, or none on the project'],
  ['has no instance profile', 'The instance has no instance profile'],
];

/** docs/compatibility.md as it follows from a record. */
export function page(record: Record): string {
  const faults = [...Object.keys(FAULTS), PROXY_FAULT];
  const refusals = REFUSALS.map(([situation, heading]) => {
    const rows = errorsOf(record.facts, situation).map(({ text, who }) => [text, who]);
    return `### ${heading}\n\n${table(['error', 'client'], rows)}`;
  });
  const wordings = faults.map(fault => ({ fault, errors: errorsOf(record.facts, fault) })).filter(({ errors }) => errors.length > 0);
  return `# Compatibility

<!-- Generated from test/e2e/compatibility/observed.json; UPDATE_COMPATIBILITY=1 npm run test:e2e makes both anew. -->

What unmodified Google clients did on an instance that was set up with this library, and on one set up by hand, in one run of \`npm run test:e2e\`. The instance is a network namespace in which the user data of the synthesized template ran byte for byte. Both clouds are stand-ins: they verify each signature, and they admit and refuse by the Terraform of the set-up. Nothing here ran against AWS or Google.

"By hand" is the set-up of the usual article, with its mistakes corrected: the file of \`gcloud iam workload-identity-pools create-cred-config\`, user data that copies it and exports \`GOOGLE_APPLICATION_CREDENTIALS\`, a role and a binding with the right member, and for the command-line tools one \`gcloud auth login --cred-file\`.

## Clients

Each client lists a bucket (\`bq ls\` lists datasets, \`bq query\` asks BigQuery who is calling) with default credentials and no code of its own for federation, then does so again after its token has expired.

${clientTable(record.facts)}

- \`gsutil\` reads no variable that names a credential configuration: run \`gcloud auth login --cred-file="$GOOGLE_APPLICATION_CREDENTIALS"\` once for the user that runs it. \`gcloud\` and \`bq\` need no login.
- \`gcloud\` and \`bq\` keep no token between commands when a variable names the configuration: each command exchanges anew, which the last table shows as the time of a second command.
- google-auth-library 11 and @google-cloud/storage 8 declare Node.js 22 or later; they ran on Node.js ${record.node}.

${limitsSections()}

## What the error says when access is refused

Excerpts, where a client wraps its error in more: "…" stands for what was left out. What Google and AWS say is in the words of the stand-ins, which follow what users report of the real services; all else is the client's own.

${refusals.join('\n\n')}

## Faults

One client for each implementation of the exchange, by both access modes. "lists" means that the workload noticed nothing; after every fault the same process was asked again. None of them had to be restarted.

${faultTable(record.facts, faults)}

### What the workload reads while it lasts

${table(['what happens', 'error', 'client'], wordings.flatMap(({ fault, errors }) => errors.map(({ text, who }, index) => [index === 0 ? fault : '', text, who])))}

## Faults while user data runs

The user data ran with \`/etc\` read-only; on a disk with room for none, one, two and more files; and as two processes at once. "Half-written" is any file in \`/etc\` that is neither as it was before nor as it ought to be. In every case a further run of the user data let all clients in.

${userDataTable(record.userData)}

## Time to first token

${timeTable(record)}
`;
}

function clientTable(facts: readonly Fact[]): string {
  const versions = new Map(facts.filter(({ situation }) => situation === LIST).map(({ client, version }) => [client, version]));
  return table(['client', 'version', 'by impersonation', 'directly', 'by hand, by impersonation', 'by hand, directly'], [...versions].map(([client, version]) => {
    const cell = (setUp: SetUpName, access: AccessMode) => {
      const of = (situation: string) => facts.find(fact => key(fact) === key({ client, setUp, access, situation }))?.answers ?? [];
      const [listed] = of(LIST);
      if (listed !== LISTS) return `fails: ${listed}`;
      return of(RENEW).every(answer => answer === LISTS) ? 'lists, renews' : 'lists, does not renew';
    };
    return [client, version, cell('construct', 'impersonation'), cell('construct', 'direct'), cell('by hand', 'impersonation'), cell('by hand', 'direct')];
  }));
}

function userDataTable(facts: readonly UserDataFact[]): string {
  const cell = ({ exitCode, lastLine, halfWritten }: UserDataFact) => [
    halfWritten.length === 0 ? 'nothing half-written' : `half-written: ${halfWritten.map(path => `\`${path}\``).join(', ')}`,
    `exit code ${exitCode}`,
    ...lastLine === '' ? [] : [`writes \`${lastLine}\``],
  ].join('; ');
  const faults = [...new Set(facts.map(({ fault }) => fault))];
  return table(['what happens', 'this library', 'by hand'], faults.map(fault => [
    fault, ...(['construct', 'by hand'] as const).map(setUp => cell(facts.find(fact => fact.fault === fault && fact.setUp === setUp)!)),
  ]));
}
