import { AWS_CATALOGUE } from './catalogue-aws';
import { DEPENDS_CATALOGUE } from './catalogue-depends';
import { GOOGLE_CATALOGUE } from './catalogue-google';
import { INPUT_CATALOGUE } from './catalogue-inputs';
import { ARN_PLACEHOLDER, MEMBER_PLACEHOLDER } from './placeholders';
import { SUBJECTS } from './subjects';
import { ElementReference, Finding } from '../check-report';

/** What is the same of all findings of one id. */
export type CatalogueEntry = Pick<Finding, 'severity' | 'title' | 'runtimeError' | 'fix'>;

export type FindingId =
  keyof typeof AWS_CATALOGUE | keyof typeof GOOGLE_CATALOGUE | keyof typeof DEPENDS_CATALOGUE | keyof typeof INPUT_CATALOGUE;

/** Every finding that a check can have, by its stable id. */
export const CATALOGUE: Readonly<Record<FindingId, CatalogueEntry>> = {
  ...AWS_CATALOGUE, ...GOOGLE_CATALOGUE, ...DEPENDS_CATALOGUE, ...INPUT_CATALOGUE,
};

/** Returns what is the same of all findings of an id. Ids that are not in the catalog speak for themselves. */
export function findingDefaults(id: string): CatalogueEntry {
  const known: Readonly<Record<string, CatalogueEntry>> = CATALOGUE;
  return Object.hasOwn(known, id) ? known[id] : { severity: 'error', title: id, fix: 'see the message' };
}

/** Ids of all findings. */
export const FINDING_IDS: readonly string[] = Object.keys(CATALOGUE);

/** A finding of the catalogue, in one place of the two outputs. */
export function finding(id: FindingId, detail: string, elements: readonly ElementReference[], changes: Partial<CatalogueEntry> = {}): Finding {
  const { severity, title, runtimeError, fix } = { ...CATALOGUE[id], ...changes };
  return { id, severity, about: SUBJECTS[id], title, detail, elements, ...runtimeError !== undefined && { runtimeError }, fix };
}

/** A fix in which the role, and where it is known the member, of a workload stand for the placeholders. */
export function concreteFix(id: FindingId, roleArn: string, member?: string): Pick<CatalogueEntry, 'fix'> {
  const { fix } = CATALOGUE[id];
  return { fix: (member === undefined ? fix : fix.replaceAll(MEMBER_PLACEHOLDER, member)).replaceAll(ARN_PLACEHOLDER, roleArn) };
}

/** Each finding once, the worst first. */
export function distinctFindings(findings: readonly Finding[]): Finding[] {
  const keyOf = ({ id, detail, elements }: Finding) => JSON.stringify([id, detail, elements.map(({ file, address }) => [file, address])]);
  const distinct = new Map(findings.map(one => [keyOf(one), one]));
  const order = { error: 0, depends: 1, warning: 2, note: 3 };
  return [...distinct.values()].sort((one, other) => order[one.severity] - order[other.severity]);
}
