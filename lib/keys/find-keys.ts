import { FoundKey, UnreadPlace } from './found-key';
import { MovePlan, planMoves } from './plan-move';
import { scanFolder } from './scan-folder';
import { scanOutputs } from './scan-outputs';

export interface KeysInput {
  /** The app's folder. @default - only outputs are read */
  readonly folder?: string;
  /** Outputs of either side. @default - none */
  readonly outputs?: readonly string[];
}

/** Where keys are used, and what to do about them. Holds nothing of a key but its id. */
export interface KeysReport {
  readonly found: readonly FoundKey[];
  readonly plans: readonly MovePlan[];
  readonly unread: readonly UnreadPlace[];
  /** Folders that were skipped: installed packages and the history of git. */
  readonly skipped: readonly string[];
  readonly filesRead: number;
}

/** Finds service account keys in an app's folder and in its outputs. Throws if nothing can be read there. */
export function findKeys({ folder, outputs = [] }: KeysInput): KeysReport {
  const inFolder = folder === undefined ? undefined : scanFolder(folder);
  const inOutputs = scanOutputs(outputs);
  const filesRead = (inFolder?.filesRead ?? 0) + inOutputs.filesRead;
  if (filesRead === 0) throw new Error(`nothing could be read in ${[folder, ...outputs].filter(Boolean).join(', ')}`);
  // A file of the folder may be an output, too: what knows the resource says more.
  const found = [...inOutputs.found, ...(inFolder?.found ?? [])];
  const distinct = [
    ...new Map(
      found.map(one => [`${one.file}:${one.line} ${one.use} ${one.keyId ?? one.name ?? ''}`, one] as const).reverse(),
    ).values(),
  ].reverse();
  const sorted = distinct.sort(
    (a, b) => a.certainty.localeCompare(b.certainty) || a.file.localeCompare(b.file) || a.line - b.line,
  );
  return {
    found: sorted,
    plans: planMoves(sorted),
    unread: [...(inFolder?.unread ?? []), ...inOutputs.unread],
    skipped: inFolder?.skipped ?? [],
    filesRead,
  };
}
