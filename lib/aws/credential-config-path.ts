import { refuse } from '../federation/errors';
import { requireLiteral } from '../federation/literals';

/** User data runs at first boot only, and these are empty again after the next. */
const VOLATILE = ['/dev', '/proc', '/run', '/sys', '/tmp', '/var/run', '/var/tmp'];

/** Requires a path that survives a reboot and that no shell reads anything into. */
export function validateCredentialConfigPath(value: string): string {
  const path = requireLiteral('credentialConfigPath', value);
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
