import { explain } from './explain';

/** Where to read on about what a finding comes to at run time, if that is known. */
export function readOn(runtimeError: string | undefined): string | undefined {
  return runtimeError === undefined ? undefined : explain(runtimeError).matches[0]?.page;
}
