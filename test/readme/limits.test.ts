import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './samples';
import { WEB_IDENTITY_SESSION_NAME } from '../../lib/federation/installation/installation';
import { LIMITS, SESSION_NAME_CHARACTERS } from '../../lib/federation/limits';
import { assumedRoleArn, kubernetesSubject } from '../../lib/federation/names';
import { validateKubernetesSubject } from '../../lib/federation/party/kubernetes/names';
import { CATALOGUE } from '../../lib/proof/check/findings/catalogue';

const page = readFileSync(join(ROOT, 'docs/limits.md'), 'utf8');
const rows = [...page.matchAll(/^\| (.+) \|$/gm)].map(([, row]) => row.split(/ \| ?/).map(cell => cell.trim()));

/** The row of each limit. */
const WHAT: Readonly<Record<string, string>> = {
  subjectBytes: '`google.subject`',
  attributeConditionCharacters: 'attribute condition',
  allowPolicyPrincipals: 'principals in one allow policy',
  serviceAccountsPerProject: 'service accounts in one project',
  displayNameCharacters: 'display name',
  descriptionCharacters: 'description of pool, provider, account, condition',
  conditionTitleCharacters: 'title of an IAM condition',
  roleNameCharacters: 'name of a role',
  tokenLifetimeSeconds: 'lifetime of an access token',
  userDataBytes: 'EC2 user data',
  functionLayers: 'layers of a function',
  podTokenSeconds: "lifetime of a pod's projected token",
  taskDefinitionBytes: 'task definition',
};

test.each(Object.entries(LIMITS))('the page has the limit %s', (name, value: number | Readonly<Record<string, number>>) => {
  const [, limit] = rows.find(([what]) => what === WHAT[name]) ?? [];
  for (const number of typeof value === 'number' ? [value] : Object.values(value)) {
    expect(limit?.match(/\d[\d,]*(?<!,)/g)).toContain(number.toLocaleString('en-US'));
  }
});

test('the page has the characters of namespace and service account that Google takes together, and not one more', () => {
  const [, limit] = rows.find(([what]) => what === 'namespace and name of a Kubernetes service account')!;
  const [, characters, subject] = /^(\d+) characters together: Google's subject is `([^`]+)`$/.exec(limit)!;
  expect(subject).toBe(kubernetesSubject('NAMESPACE', 'NAME'));
  const name = (more: number) => 'a'.repeat(Number(characters) - 'reports'.length + more);
  expect(validateKubernetesSubject('reports', name(0))).toHaveLength(LIMITS.subjectBytes);
  expect(() => validateKubernetesSubject('reports', name(1))).toThrow('128 bytes');
});

test('the page names every workload with the longest role name that fits', () => {
  const kinds = { 'EC2': 'ec2', 'ECS, Fargate': 'ecs', 'Lambda': 'lambda', 'EKS Pod Identity': 'eks' } as const;
  expect(Object.values(kinds).sort()).toEqual(Object.keys(SESSION_NAME_CHARACTERS).sort());
  const sessions = { ...SESSION_NAME_CHARACTERS, irsa: WEB_IDENTITY_SESSION_NAME.length };
  for (const [workload, kind] of Object.entries({ ...kinds, 'EKS, IRSA': 'irsa' } as const)) {
    const session = sessions[kind];
    const longest = ['aws', 'aws-us-gov'].map(partition => {
      const left = LIMITS.subjectBytes - `${assumedRoleArn(partition, '111122223333', '')}/`.length - session;
      return String(Math.min(left, LIMITS.roleNameCharacters));
    });
    const [, , characters, ...names] = rows.find(([what]) => what === workload)!;
    expect([characters.replace('up to ', ''), ...names]).toEqual([String(session), ...longest]);
  }
});

test.each(['limits', 'security', 'migration'])('the findings that docs/%s.md names are those of check', document => {
  const text = readFileSync(join(ROOT, `docs/${document}.md`), 'utf8');
  const named = [...text.matchAll(/(?<=\| |, )`([a-z]+(?:-[a-z]+)+)`(?= \||, `)/g)].map(([, id]) => id);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(id => !(id in CATALOGUE))).toEqual([]);
});
