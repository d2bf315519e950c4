import { generateKeyPairSync } from 'node:crypto';

export const ACCOUNT = 'exporter@my-gcp-project.iam.gserviceaccount.com';
export const KEY_ID = '0123456789abcdef0123456789abcdef01234567';

const PRIVATE_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

/** A key file as Google hands it out, with a key pair made here. */
export const KEY = {
  type: 'service_account',
  project_id: 'my-gcp-project',
  private_key_id: KEY_ID,
  private_key: PRIVATE_KEY,
  client_email: ACCOUNT,
  client_id: '1',
  auth_uri: 'https://accounts.google.com/o/oauth2/auth',
  token_uri: 'https://oauth2.googleapis.com/token',
};

/** Pieces of the private key, in each of the forms in which it is planted: none may come out. */
export const SECRETS: readonly string[] = [
  ...PRIVATE_KEY.split('\n').filter(line => /^[\w+/=]{30,}$/.test(line)).map(line => line.slice(0, 30)),
  ...Buffer.from(JSON.stringify(KEY)).toString('base64').match(/.{40}/g)!.slice(3, -3),
  ...Buffer.from(JSON.stringify(KEY, null, 2)).toString('base64').match(/.{40}/g)!.slice(3, -3),
];

const json = JSON.stringify(KEY);
const pretty = JSON.stringify(KEY, null, 2);
const base64 = Buffer.from(pretty).toString('base64');

/** Files that hold a key, in each form in which teams keep one. */
export const KEY_FILES: Readonly<Record<string, string>> = {
  'key.json': pretty,
  'compact.txt': json,
  'key.b64': base64,
  'wrapped.b64': base64.match(/.{1,76}/g)!.join('\n'),
  '.env': `A=1\nGOOGLE_CREDENTIALS='${json}'\n`,
  '.env.local': `GCP_KEY=${Buffer.from(json).toString('base64')}\n`,
  'config/nested.json': JSON.stringify({ google: { credentials: KEY } }, null, 2),
  'config/escaped.json': JSON.stringify({ secret: json, other: 1 }),
  'config/twice.json': JSON.stringify({ body: JSON.stringify({ secret: json }) }),
  'values.yaml': `google:\n  key: |\n${pretty.split('\n').map(line => `    ${line}`).join('\n')}\n`,
  'fields.yaml': `google:\n${Object.entries(KEY).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`).join('\n')}\n`,
  'settings.py': `CREDENTIALS = ${json}\n`,
  'crlf.json': pretty.replaceAll('\n', '\r\n'),
};

/** Documents with a key in a resource, and the address that the report has to name. */
export const KEY_DOCUMENTS: Readonly<Record<string, { readonly text: string; readonly address: string }>> = {
  'secret.template.json': {
    address: 'GoogleKey', text: JSON.stringify({ Resources: { GoogleKey: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: json } } } }, null, 1),
  },
  'parameter.yaml': { address: 'Parameter', text: `Resources:\n  Parameter:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Value: !Sub '${json.replaceAll("'", "''")}'\n` },
  'function.template.json': {
    address: 'Export', text: JSON.stringify({ Resources: { Export: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { KEY: base64 } } } } } }),
  },
  'task.tf.json': {
    address: 'aws_ecs_task_definition.app',
    text: JSON.stringify({ resource: { aws_ecs_task_definition: { app: { container_definitions: JSON.stringify([{ environment: [{ name: 'KEY', value: json }] }]) } } } }),
  },
  'state.tfstate': {
    address: 'google_service_account_key.exporter',
    text: JSON.stringify({
      version: 4,
      resources: [{
        mode: 'managed', type: 'google_service_account_key', name: 'exporter', instances: [{ attributes: { private_key: base64, service_account_id: ACCOUNT } }],
      }],
    }),
  },
  'manifest.yaml': {
    address: 'Secret/google-key', text: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: google-key\ndata:\n  key.json: ${base64}\n---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\n`,
  },
};
