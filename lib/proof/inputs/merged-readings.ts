import { Reading } from './reading';

/** What several readers report, as one. What is said twice is said once. */
export function mergedReadings(readings: readonly Reading[]): Required<Reading> {
  return {
    unread: distinct(readings.flatMap(({ unread = [] }) => unread)),
    defaultsTaken: distinct(readings.flatMap(({ defaultsTaken = [] }) => defaultsTaken)),
    refused: distinct(readings.flatMap(({ refused = [] }) => refused)),
    sources: distinct(readings.flatMap(({ sources = [] }) => sources)),
    notes: [...new Set(readings.flatMap(({ notes = [] }) => notes))],
  };
}

function distinct<T>(all: readonly T[]): T[] {
  return [...new Map(all.map(one => [JSON.stringify(one), one])).values()];
}
