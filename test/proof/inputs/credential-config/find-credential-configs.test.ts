import { gzipSync } from 'node:zlib';
import { findCredentialConfigs } from '../../../../lib/proof';

const AUDIENCE = '//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/pool/providers/aws';
const EMAIL = 'app-runner@my-project.iam.gserviceaccount.com';
const URL = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${EMAIL}:generateAccessToken`;
const CONFIG = {
  type: 'external_account',
  audience: AUDIENCE,
  subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
  credential_source: { environment_id: 'aws1', url: 'http://169.254.169.254/latest/meta-data/iam/security-credentials' },
  service_account_impersonation_url: URL,
  service_account_impersonation: { token_lifetime_seconds: 900 },
};
const JSON_TEXT = JSON.stringify(CONFIG, null, 2);
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const wrapped = (text: string) => text.replace(/.{76}/g, '$&\n');

test.each<[string, string]>([
  ['a heredoc', `cat > f <<'EOF'\n${JSON_TEXT}\nEOF`],
  ['one line in single quotes', `echo '${JSON.stringify(CONFIG)}' > f`],
  ['one line in double quotes', `echo "${JSON.stringify(CONFIG).replaceAll('"', '\\"')}" > f`],
  ['JSON in JSON', JSON.stringify({ file: JSON_TEXT })],
  ['JSON in JSON in JSON', JSON.stringify({ a: JSON.stringify({ file: JSON_TEXT }) })],
  ['PowerShell in double quotes', `Set-Content f "${JSON.stringify(CONFIG).replaceAll('"', '`"')}"`],
  ['an unquoted heredoc with escaped dollars', `cat > f <<EOF\n${JSON_TEXT.replace('aws1"', 'aws1", "x": "\\$HOME"')}\nEOF`],
  ['base64', `echo ${base64(JSON_TEXT)} | base64 -d > f`],
  ['base64 in lines', `Content-Transfer-Encoding: base64\n\n${wrapped(base64(`#!/bin/sh\ncat <<E\n${JSON_TEXT}\nE\n`))}\n--b--`],
  ['indented base64 of cloud-init', `write_files:\n- encoding: b64\n  content: |\n${wrapped(base64(JSON_TEXT)).replace(/^/gm, '    ')}\n`],
  ['compressed base64', `echo ${base64(gzipSync(JSON_TEXT))} | base64 -d | gunzip > f`],
  ['base64 twice', base64(`#!/bin/sh\necho ${base64(JSON_TEXT)} | base64 -d > f`)],
  ['an encoded command of PowerShell', `powershell -EncodedCommand ${base64(Buffer.from(`@'\n${JSON_TEXT}\n'@ | Set-Content f`, 'utf16le'))}`],
  ['quoted-printable', `Content-Transfer-Encoding: quoted-printable\n\n${JSON_TEXT.replaceAll('=', '=3D').replaceAll('"type"', '"ty=\npe"')}`],
  ['variables of a shell', `POOL=pool\nexport NUMBER="123456789012"\ncat > f <<EOF\n${JSON_TEXT.replace('123456789012', '$NUMBER').replace('/pool/', '/${POOL}/')}\nEOF`],
  ['variables of PowerShell', `$number = '123456789012'\n@"\n${JSON_TEXT.replace('123456789012', '$number')}\n"@`],
  ['indented YAML', `content: |\n${JSON_TEXT.replace(/^/gm, '    ')}`],
])('finds it in %s', (_, text) => {
  expect(findCredentialConfigs(text)).toEqual([expect.objectContaining({ audience: AUDIENCE, impersonationUrl: URL, lifetimeSeconds: 900, source: 'aws' })]);
});

test('finds what gcloud writes', () => {
  const command = `gcloud iam workload-identity-pools create-cred-config "${AUDIENCE.replace('//iam.googleapis.com/', '')}" --aws --enable-imdsv2 \\
    --service-account ${EMAIL} --service-account-token-lifetime-seconds=900 --output-file=f\n`;
  expect(findCredentialConfigs(command)).toEqual([expect.objectContaining({
    audience: AUDIENCE, impersonationUrl: URL, lifetimeSeconds: 900, imdsv2Url: 'http://169.254.169.254/latest/api/token',
  })]);
  expect(findCredentialConfigs(command.replace('--enable-imdsv2', ''))).toEqual([expect.objectContaining({ imdsv2Url: undefined })]);
});

test('gives each once, and both of two', () => {
  const other = JSON_TEXT.replace('/pool/', '/other/');
  expect(findCredentialConfigs(`${JSON_TEXT}\n${JSON_TEXT}`)).toHaveLength(1);
  expect(findCredentialConfigs(`${JSON_TEXT}\n${other}`)).toHaveLength(2);
});

test('a variable that is set twice is not known', () => {
  const text = `N=1\nN=2\ncat <<E\n${JSON_TEXT.replace('123456789012', '$N')}\nE`;
  expect(findCredentialConfigs(text)).toEqual([expect.objectContaining({ audience: AUDIENCE.replace('123456789012', '$N') })]);
});

test.each<[string, string]>([
  ['JSON that is cut off', JSON_TEXT.slice(0, -40)],
  ['JSON with a hole in it', JSON_TEXT.replace('900', '$LIFETIME')],
])('says that %s could not be read', (_, text) => {
  expect(findCredentialConfigs(text)).toEqual([{ unreadable: expect.stringContaining('no JSON object could be read') }]);
});

test.each<[string, string]>([
  ['a comment', '# uses external_account credentials'],
  ['another type', JSON_TEXT.replace('external_account', 'service_account')],
  ['a type that begins alike', '{"type": "external_account_authorized_user"}'],
  ['nothing', ''],
])('finds none in %s', (_, text) => {
  expect(findCredentialConfigs(text)).toEqual([]);
});
