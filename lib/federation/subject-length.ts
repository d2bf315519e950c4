import { refusalOf } from './errors';
import { Federation } from './federation';
import { LIMITS, SESSION_NAME_CHARACTERS, WorkloadKind } from './limits';

/**
 * Refuses a role name that, with the longest session name of this kind of workload, would not fit into `google.subject`.
 *
 * @param session characters of the session name, where it is known
 */
export function validateSubjectLength(federation: Federation, workload: WorkloadKind, session: number = SESSION_NAME_CHARACTERS[workload]): void {
  if (federation.subject.kind !== 'arn') return;
  const bytes = `${federation.assumedRoleArn}/`.length + session;
  if (bytes <= LIMITS.subjectBytes) return;
  const longest = federation.roleName.length - (bytes - LIMITS.subjectBytes);
  throw refusalOf('roleName', `roleName '${federation.roleName}' makes google.subject ${bytes} bytes long with the ${session}-character session names of ${workload}, `
    + `Google allows ${LIMITS.subjectBytes}: shorten the name to ${longest} characters, or pass subject: GcpSubject.userId()`);
}
