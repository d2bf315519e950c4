import { CheckReport, HeldRole, Verdict, WorkloadVerdict } from '../../../proof/check/check-report';

/** One AWS role, with the workloads that it stands for: all fare alike. */
export interface RoleNode {
  readonly roleArn?: string;
  readonly workloads: readonly { readonly number: number; readonly verdict: WorkloadVerdict }[];
  readonly verdict: Verdict;
  /** Index of the Google identity. @default - it does not become one */
  readonly identity?: number;
  /** Whether the provider let it pass, so that it fails behind. */
  readonly passesProvider: boolean;
  /** The step that did not pass. @default - all passed */
  readonly stoppedBy?: string;
}

export interface IdentityNode {
  readonly name: string;
  /** The AWS role that acts as itself. @default - a service account */
  readonly itself?: string;
  /** Indices of the grants. */
  readonly grants: readonly number[];
}

/** One audience: the AWS roles that ask there, whom they become, and what these hold. */
export interface Lane {
  readonly audience: string;
  readonly roles: readonly RoleNode[];
  readonly identities: readonly IdentityNode[];
  readonly grants: readonly HeldRole[];
}

/** Steps that Google takes after its provider has admitted an identity. */
const BEHIND_PROVIDER = /member|impersonation|direct|lifetime|grant/;

const ORDER: Readonly<Record<Verdict, number>> = { rejected: 0, depends: 1, admitted: 2 };

/** Sorts the workloads of a report by the provider that they name. */
export function lanesOf(report: CheckReport): Lane[] {
  const byAudience = group(report.workloads.map((verdict, number) => ({ number, verdict })), ({ verdict }) => verdict.audience);
  return [...byAudience].map(([audience, workloads]) => lane(audience, workloads));
}

function lane(audience: string, workloads: RoleNode['workloads']): Lane {
  const identities = new Map<string, { index: number; itself?: string; grants: Set<number> }>();
  const grants = new Map<string, { index: number; held: HeldRole }>();
  const roles: RoleNode[] = [];

  // Those who share an identity stand together, so that their lines do not cross; those with something to look at come first.
  const order = ({ verdict: { verdict, actsAs } }: RoleNode['workloads'][number]): string => `${ORDER[verdict]} ${actsAs ?? ''}`;
  const sorted = [...workloads].sort((a, b) => order(a).localeCompare(order(b), 'en', { numeric: true }));
  const keyOf = ({ roleArn, workload, verdict, actsAs, steps }: WorkloadVerdict): string =>
    JSON.stringify([roleArn ?? `of ${workload}`, verdict, actsAs, stoppedBy(steps)]);
  for (const [, alike] of group(sorted, ({ verdict }) => keyOf(verdict))) {
    const [{ verdict: first }] = alike;
    const { actsAs, roleArn } = first;
    const identity = actsAs === undefined ? undefined : remember(identities, actsAs, index => ({
      index,
      itself: isServiceAccount(actsAs) ? undefined : roleArn ?? actsAs,
      grants: new Set<number>(),
    }));
    for (const held of alike.flatMap(({ verdict }) => verdict.roles)) {
      const grant = remember(grants, JSON.stringify([held.role, held.resource, held.condition]), index => ({ index, held }));
      identity?.grants.add(grant.index);
    }
    const step = stoppedBy(first.steps);
    roles.push({
      roleArn,
      workloads: alike,
      verdict: first.verdict,
      identity: identity?.index,
      passesProvider: step === undefined || BEHIND_PROVIDER.test(step),
      stoppedBy: step,
    });
  }
  return {
    audience,
    roles,
    identities: [...identities].map(([name, { itself, grants: held }]) => ({ name, itself, grants: [...held] })),
    grants: [...grants.values()].map(({ held }) => held),
  };
}

/** Else it is a principal, in direct access. */
function isServiceAccount(identity: string): boolean {
  return !identity.includes('://');
}

function stoppedBy(steps: WorkloadVerdict['steps']): string | undefined {
  return steps.find(({ verdict }) => verdict === 'rejected' || verdict === 'depends')?.step;
}

function group<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const of = groups.get(key(item));
    if (of === undefined) groups.set(key(item), [item]);
    else of.push(item);
  }
  return groups;
}

function remember<T>(known: Map<string, T>, key: string, make: (index: number) => T): T {
  const found = known.get(key) ?? make(known.size);
  known.set(key, found);
  return found;
}
