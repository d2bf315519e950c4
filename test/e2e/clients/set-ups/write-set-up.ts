import { handMadeSetUp } from './by-hand';
import { constructSetUp } from './construct';
import { SetUp, SetUpName } from './set-up';
import { AccessMode } from '../federation';

const WRITERS: Readonly<Record<SetUpName, (folder: string, access: AccessMode) => SetUp>> = {
  'construct': constructSetUp,
  'by hand': handMadeSetUp,
};

/** Writes the two clouds as one way of setting them up leaves them. */
export function writeSetUp(name: SetUpName, folder: string, access: AccessMode): SetUp {
  return WRITERS[name](folder, access);
}
