import { refuse } from '../../../federation/errors';
import { requireLiteral } from '../../../federation/literals';

/** The operating systems that a credential configuration can be installed on. */
export type Platform = 'Linux' | 'Windows';

/** User data runs at first boot only, and these are empty again after the next. */
const VOLATILE = ['/dev', '/proc', '/run', '/sys', '/tmp', '/var/run', '/var/tmp'];

/** Folders that Windows and its tools empty. */
const VOLATILE_ON_WINDOWS = /\\(?:temp|tmp|\$recycle\.bin)\\/i;

/** Names that Windows keeps for devices, whatever their extension. */
const DEVICE = /\\(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^\\]*)?(?:\\|$)/i;

/** The platform that a path belongs to. */
export function platformOfPath(path: string): Platform {
  return /^[A-Za-z]:|\\/.test(path) ? 'Windows' : 'Linux';
}

/** Requires a path that survives a reboot and that no shell, Windows' included, reads anything into. */
export function validateCredentialConfigPath(value: string): string {
  const path = requireLiteral('credentialConfigPath', value);
  if (platformOfPath(path) === 'Windows') return validateOnWindows(path);
  if (!path.startsWith('/')) {
    refuse('credentialConfigPath', path, 'is relative', "pass an absolute path such as '/etc/cdk-gcp/credential-config.json'");
  }
  if (!/^(?:\/[A-Za-z0-9._-]+){2,}$/.test(path) || path.length > 255 || /\/\.{1,2}(?:\/|$)/.test(path)) {
    refuse('credentialConfigPath', path, 'is not a plain path of a file in a folder',
      'use letters, digits and ._- between single slashes, 255 characters at most');
  }
  const volatile = VOLATILE.find(folder => path.startsWith(`${folder}/`));
  if (volatile) {
    refuse('credentialConfigPath', path, `is under ${volatile}, which does not outlive a reboot`,
      'user data writes the file at first boot only, so choose a folder that is kept, such as /etc or /opt');
  }
  return path;
}

function validateOnWindows(path: string): string {
  if (!/^[A-Za-z]:\\/.test(path)) {
    refuse('credentialConfigPath', path, 'is relative', "pass an absolute path such as 'C:\\ProgramData\\cdk-gcp\\credential-config.json'");
  }
  const plain = /^[A-Za-z]:(?:\\[A-Za-z0-9._-]+(?: [A-Za-z0-9._-]+)*){2,}$/.test(path);
  if (!plain || path.length > 240 || /\.(?:\\|$)/.test(path)) {
    refuse('credentialConfigPath', path, 'is not a plain path of a file in a folder',
      'use letters, digits, ._- and single spaces between single backslashes, no dot at the end of a name, 240 characters at most');
  }
  if (DEVICE.test(path)) {
    refuse('credentialConfigPath', path, 'has a name that Windows keeps for a device', 'choose another name than CON, PRN, AUX, NUL, COM1 or LPT1');
  }
  if (VOLATILE_ON_WINDOWS.test(path)) {
    refuse('credentialConfigPath', path, 'is in a folder for temporary files', 'choose a folder that is kept, such as C:\\ProgramData\\cdk-gcp');
  }
  return path;
}
