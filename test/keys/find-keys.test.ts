import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT, KEY, KEY_DOCUMENTS, KEY_FILES, KEY_ID, SECRETS } from './planted';
import { keysCommand } from '../../lib/cli/keys-command';
import { findKeys } from '../../lib/keys';
import { temporaryFolder } from '../proof/temporary-folder';

async function inFolder<T>(files: Readonly<Record<string, string>>, work: (path: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder(files);
  try {
    return await work(folder.path);
  } finally {
    folder.remove();
  }
}

async function runKeys(...args: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const write = (more: string) => { text += more; };
  return { code: await keysCommand(args, { write, writeError: write, colour: false }), text };
}

function expectNoSecret(text: string): void {
  for (const secret of SECRETS) expect(text.includes(secret)).toBe(false);
}

test.each(Object.entries(KEY_FILES))('finds the key in %s for certain, and prints nothing of it', async (name, content) => {
  await inFolder({ [name]: content }, async path => {
    const { found } = findKeys({ folder: path });
    expect(found.filter(({ certainty }) => certainty === 'certain')).toEqual([expect.objectContaining({ account: ACCOUNT, keyId: KEY_ID, file: expect.stringMatching(new RegExp(`${name.replaceAll('.', '\\.')}$`)) })]);
    for (const args of [[path], [path, '--json']]) {
      const { code, text } = await runKeys(...args);
      expect(code).toBe(1);
      expect(text).toContain(KEY_ID);
      expectNoSecret(text);
    }
  });
});

test.each(Object.entries(KEY_DOCUMENTS))('finds the key in a resource of %s for certain, and prints nothing of it', async (name, { text: content, address }) => {
  await inFolder({ [name]: content }, async path => {
    const { found } = findKeys({ outputs: [path] });
    expect(found).toContainEqual(expect.objectContaining({ certainty: 'certain', address, account: ACCOUNT }));
    const { code, text } = await runKeys(path, '--aws', join(path, name), '--json');
    expect(code).toBe(1);
    expectNoSecret(text);
  });
});

test.each([
  ['app.py', 'creds = service_account.Credentials.from_service_account_file("k.json")', 'from_service_account_file'],
  ['app.py', 'firebase_admin.initialize_app(credentials.Certificate(path))', 'cert'],
  ['app.ts', 'const storage = new Storage({ keyFilename: process.env.KEY });', 'keyFilename'],
  ['app.js', 'admin.initializeApp({ credential: admin.credential.cert(account) });', 'cert'],
  ['app.ts', 'new BigQuery({ credentials: JSON.parse(secret) })', 'credentials'],
  ['App.java', 'GoogleCredentials.fromStream(new FileInputStream(path))', 'GoogleCredentials.fromStream'],
  ['main.go', 'client, err := storage.NewClient(ctx, option.WithCredentialsFile(path))', 'option.WithCredentialsFile'],
  ['app.rb', 'Google::Auth::ServiceAccountCredentials.make_creds(json_key_io: file)', 'ServiceAccountCredentials.make_creds'],
  ['app.php', "$storage = new StorageClient(['keyFilePath' => $path]);", 'keyFilePath'],
  ['App.cs', 'GoogleCredential.FromFile(path)', 'GoogleCredentials.fromStream'],
  ['deploy.sh', 'gcloud auth activate-service-account --key-file=key.json', 'gcloud auth activate-service-account'],
  ['Dockerfile', 'COPY gcp-service-account.json /app/', 'gcp-service-account.json'],
  ['.env', 'GOOGLE_APPLICATION_CREDENTIALS=/tmp/key.json', 'GOOGLE_APPLICATION_CREDENTIALS'],
  ['template.yaml', '    GCP_SERVICE_ACCOUNT_JSON: "{{resolve:secretsmanager:x}}"', undefined],
])('calls %s with %j likely', async (file, content, name) => {
  await inFolder({ [file]: `${content}\n` }, async path => {
    const { found } = findKeys({ folder: path });
    expect(found).toEqual(name === undefined ? [] : [expect.objectContaining({ certainty: 'likely', line: 1, name })]);
    expect((await runKeys(path)).code).toBe(0);
  });
});

test('names secrets, variables and files of outputs that lead to a key as likely', async () => {
  const template = {
    Resources: {
      GcpServiceAccountKey: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'prod/gcp-service-account-key' } },
      Function: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { GOOGLE_CREDENTIALS_SECRET_ARN: { Ref: 'X' }, GOOGLE_APPLICATION_CREDENTIALS: '/tmp/key.json' } } } },
      Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [{ Secrets: [{ Name: 'GCP_SA_KEY', ValueFrom: 'arn:x' }] }] } },
    },
  };
  await inFolder({ 'app.template.json': JSON.stringify(template) }, async path => {
    const { found } = findKeys({ outputs: [join(path, 'app.template.json')] });
    expect(found.map(({ certainty, use, name }) => `${certainty} ${use} ${name}`).sort()).toEqual([
      'likely secret prod/gcp-service-account-key', 'likely variable GCP_SA_KEY', 'likely variable GOOGLE_APPLICATION_CREDENTIALS',
    ]);
  });
});

test('reads HCL: a secret that is filled with a file, which is a key, or is named for one', async () => {
  const hcl = 'resource "aws_secretsmanager_secret_version" "google" {\n  secret_id = "x"\n  secret_string = file("${path.module}/service_account.json")\n}\n';
  await inFolder({ 'main.tf': hcl }, async path => {
    expect((findKeys({ outputs: [path] })).found).toEqual(expect.arrayContaining([expect.objectContaining({ certainty: 'likely', name: 'service_account.json' })]));
  });
  await inFolder({ 'main.tf': hcl, 'service_account.json': JSON.stringify(KEY) }, async path => {
    expect((findKeys({ outputs: [path] })).found).toEqual(expect.arrayContaining([
      expect.objectContaining({ certainty: 'certain', use: 'copied-file', name: 'service_account.json', keyId: KEY_ID, address: 'aws_secretsmanager_secret_version.google' }),
    ]));
  });
});

test.each([
  ['a TLS key', { 'tls.pem': generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }],
  ['a certificate', { 'cert.pem': `-----BEGIN CERTIFICATE-----\n${'A'.repeat(800)}\n-----END CERTIFICATE-----\n` }],
  ['credentials of a user', { 'adc.json': JSON.stringify({ type: 'authorized_user', client_secret: 'x', refresh_token: 'y' }) }],
  ['a credential configuration', { 'config.json': JSON.stringify({ type: 'external_account', audience: 'x', service_account_impersonation_url: 'y' }) }],
  ['a placeholder', { 'example.json': JSON.stringify({ ...KEY, private_key: '-----BEGIN PRIVATE KEY-----\nMIIE...\n-----END PRIVATE KEY-----\n' }) }],
  ['a comment', { 'app.py': '# from_service_account_file("key.json") is what we had\n' }],
  ['prose', { 'README.md': 'Do not call from_service_account_file(path).\n' }],
  ['the variable of a federation', { '.env': 'GOOGLE_APPLICATION_CREDENTIALS=/etc/cdk-gcp/credential-config.json\n' }],
  ['an API key', { '.env': 'GOOGLE_MAPS_API_KEY=x\n' }],
])('does not take %s for a key', async (_, files) => {
  await inFolder(files, async path => {
    expect((findKeys({ folder: path })).found).toEqual([]);
  });
});

test('says what it did not read, follows no link, and skips installed packages', async () => {
  await inFolder({ 'app/large.log': 'x'.repeat(1_000_001), 'app/node_modules/x/key.json': JSON.stringify(KEY), 'app/.git/key.json': JSON.stringify(KEY), 'outside/key.json': JSON.stringify(KEY), 'app/a.txt': 'x' }, async path => {
    symlinkSync(join(path, 'outside'), join(path, 'app/link'));
    const { found, unread, skipped } = findKeys({ folder: join(path, 'app') });
    expect(found).toEqual([]);
    expect(unread.map(({ reason }) => reason).sort()).toEqual(['link', 'too-large']);
    expect(skipped).toEqual([expect.stringMatching(/\.git$/), expect.stringMatching(/node_modules$/)]);
  });
});

test('fails if nothing can be read', async () => {
  await inFolder({}, async path => {
    mkdirSync(join(path, 'empty'));
    await expect(runKeys(join(path, 'empty'))).rejects.toThrow('nothing could be read');
    await expect(runKeys(path, '--aws', join(path, 'absent.json'))).rejects.toThrow('there is no output');
  });
});

test('plans the move of an account: its description, and the commands of the last days', async () => {
  await inFolder({ 'key.json': KEY_FILES['key.json'] }, async path => {
    const { plans } = findKeys({ folder: path });
    expect(plans).toEqual([expect.objectContaining({
      account: ACCOUNT, keyIds: [KEY_ID], description: expect.objectContaining({ gcpProjectId: 'my-gcp-project', access: { impersonation: { serviceAccountEmail: ACCOUNT } } }),
    })]);
    expect(plans[0].commands.map(({ command }) => command)).toContain(`gcloud iam service-accounts keys disable ${KEY_ID} --iam-account=${ACCOUNT}`);
  });
});
