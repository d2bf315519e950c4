import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate for stand-ins, by an authority that only the clients of one rehearsal trust. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
  /** File with the certificate of the authority. */
  readonly authorityFile: string;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Makes a certificate that is valid for a day, with the `openssl` of this machine. */
export function testCertificate(folder: string, hosts: readonly string[]): TestCertificate {
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 20_000 });
  writeFileSync(file('authority.conf'), [
    '[req]', 'distinguished_name=name', 'prompt=no', 'x509_extensions=authority',
    '[name]', 'CN=rehearsal authority',
    '[authority]', 'basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign', 'subjectKeyIdentifier=hash', '',
  ].join('\n'));
  writeFileSync(file('server.conf'), [
    `subjectAltName=${hosts.map(host => `DNS:${host}`).join(',')}`,
    'basicConstraints=critical,CA:FALSE', 'extendedKeyUsage=serverAuth', 'authorityKeyIdentifier=keyid', 'subjectKeyIdentifier=hash', '',
  ].join('\n'));
  openssl('req', '-x509', ...KEY, '-days', '1', '-config', file('authority.conf'), '-keyout', file('authority.key'), '-out', file('authority.crt'));
  openssl('req', ...KEY, '-config', file('authority.conf'), '-subj', '/CN=stand-in', '-keyout', file('server.key'), '-out', file('server.csr'));
  openssl('x509', '-req', '-in', file('server.csr'), '-CA', file('authority.crt'), '-CAkey', file('authority.key'), '-CAcreateserial',
    '-days', '1', '-extfile', file('server.conf'), '-out', file('server.crt'));
  return { cert: readFileSync(file('server.crt'), 'utf8'), key: readFileSync(file('server.key'), 'utf8'), authorityFile: file('authority.crt') };
}
