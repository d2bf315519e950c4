import { finding } from './catalogue';
import { DefaultTaken, InputPlace, Reading, Refused, Unread } from '../../inputs/reading';
import { ElementReference, Finding } from '../check-report';

/** Returns what a reader reports next to what it read: parts that it could not read, defaults that it took, and what an engine refuses. */
export function inputFindings({ unread = [], defaultsTaken = [], refused = [] }: Reading): Finding[] {
  return [...unread.map(ofUnread), ...defaultsTaken.map(ofDefault), ...refused.map(ofRefused)];
}

/** Creates a finding on something that was not read, with the way to have it read. */
export function unreadFinding(detail: string, wayOut: string, elements: readonly ElementReference[]): Finding {
  return finding('unread', detail, elements, { fix: wayOut });
}

function ofUnread(unread: Unread): Finding {
  return unreadFinding(`${unread.what}: ${unread.reason}`, unread.wayOut, [elementAt(unread)]);
}

function ofDefault(taken: DefaultTaken): Finding {
  const { kind, name, value, option } = taken;
  const subject = kind === 'terraform-variable' ? 'variable' : 'parameter';
  return finding('default-taken', `${subject} ${name} is ${value}`, [elementAt(taken)], { fix: `pass ${option} if the deployment sets another value` });
}

function ofRefused(refused: Refused): Finding {
  return finding('engine-refuses', `${refused.engine}: ${refused.reason}`, [elementAt(refused)]);
}

function elementAt({ side, file, address, line }: InputPlace): ElementReference {
  return { side, file, address: address ?? file, ...line !== undefined && { source: `${file}:${line}:1` } };
}
