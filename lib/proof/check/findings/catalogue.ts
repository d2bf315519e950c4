import { AWS_CATALOGUE } from './catalogue-aws';
import { GOOGLE_CATALOGUE } from './catalogue-google';
import { ElementReference, Finding } from '../check-report';

/** What is the same of all findings of one id. */
export type CatalogueEntry = Pick<Finding, 'severity' | 'title' | 'runtimeError' | 'fix'>;

export type FindingId = keyof typeof AWS_CATALOGUE | keyof typeof GOOGLE_CATALOGUE;

/** Every finding that a check can have, by its stable id. */
export const CATALOGUE: Readonly<Record<FindingId, CatalogueEntry>> = { ...AWS_CATALOGUE, ...GOOGLE_CATALOGUE };

/** A finding of the catalogue, in one place of the two outputs. */
export function finding(id: FindingId, detail: string, elements: readonly ElementReference[], changes: Partial<CatalogueEntry> = {}): Finding {
  const { severity, title, runtimeError, fix } = { ...CATALOGUE[id], ...changes };
  return { id, severity, title, detail, elements, ...runtimeError !== undefined && { runtimeError }, fix };
}

/** Each finding once, the worst first. */
export function distinctFindings(findings: readonly Finding[]): Finding[] {
  const distinct = new Map(findings.map(one => [JSON.stringify([one.id, one.detail, one.elements.map(({ file, address }) => [file, address])]), one]));
  const order = { error: 0, warning: 1, note: 2 };
  return [...distinct.values()].sort((one, other) => order[one.severity] - order[other.severity]);
}
