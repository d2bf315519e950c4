import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Variables by which Go and Java trust the authority of the stand-ins; the form sees to the others. */
export function trust(folder: string): string[] {
  const authority = join(folder, 'authority.crt');
  const variables = [`SSL_CERT_FILE=${authority}`];
  try {
    const store = join(folder, 'authority.p12');
    execFileSync('keytool', ['-importcert', '-noprompt', '-alias', 'stand-ins', '-file', authority, '-keystore', store, '-storetype', 'PKCS12', '-storepass', 'changeit'], { stdio: 'ignore' });
    variables.push(`JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=${store} -Djavax.net.ssl.trustStorePassword=changeit`);
  } catch {
    // Without keytool there is no Java client either.
  }
  return variables;
}
