import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assumedRoleArn } from '../../federation/names';
import { AdmittedRole, AwsIdentity, TokenIdentity } from '../../proof';
import { WarmClient } from '../client/client-process';
import { Clouds } from '../clouds';
import { AwsCredentials } from '../emulators';
import { RehearsalForm } from '../sandbox';
import { CredentialKind, Impostor, impostors } from './identities';
import { subjectToken, tokenExchangeForm } from './signed-request';

/** What all attempts against one configuration have in common. */
export interface AnyStage {
  readonly clouds: Clouds;
  readonly form: RehearsalForm;
  readonly client: WarmClient;
  /** As synthesized. */
  readonly credentialConfig: string;
  readonly audience: string;
  /** What the workload's own environment is. */
  readonly environment: Readonly<Record<string, string>>;
  /** What everyone asks for. */
  readonly url: string;
}

export interface Stage extends AnyStage {
  readonly region: string;
  /** Whether a role comes by instance metadata, and not by variables. */
  readonly byMetadata: boolean;
}

/** What one attempt brought. */
export interface Try {
  readonly who: string;
  readonly identity: AwsIdentity | TokenIdentity;
  /** Runs it; gives what the client says. */
  run(): Promise<{ readonly ok: boolean; readonly data?: unknown; readonly message?: string }>;
}

/** Everyone who must stay outside. `admitted` are roles that the configuration admits on purpose. */
export function triesOf(stage: Stage, role: AdmittedRole, identity: AwsIdentity, admitted: readonly AdmittedRole[]): Try[] {
  const taken = new Set(admitted.map(({ partition, account, roleName }) => assumedRoleArn(partition, account, roleName)));
  return [...impostors(role, taken).map(impostor => impostorTry(stage, impostor)), ...brokenTries(stage, identity)];
}

/** An identity that calls with a proper client and its own credentials. */
function impostorTry(stage: Stage, impostor: Impostor): Try {
  return { who: impostor.who, identity: impostor.identity, run: async () => callAs(stage, impostor.identity, impostor.credentials) };
}

/** Attempts of the admitted role itself that must fail: with a configuration, a signature or a client that is not right. */
function brokenTries(stage: Stage, identity: AwsIdentity): Try[] {
  const config = JSON.parse(stage.credentialConfig) as Record<string, unknown>;
  const source = config.credential_source as Record<string, unknown>;
  const otherAudience = anotherProvider(stage.audience);
  const withConfig = async (name: string, changed: object) => callAs(stage, identity, 'instance role', { config: writeConfig(stage, name, changed) });
  return [
    { who: 'client that names another audience', identity, run: async () => withConfig('audience', { ...config, audience: otherAudience }) },
    {
      who: 'request signed for another audience',
      identity,
      run: async () => exchange(stage, subjectToken({
        credentials: stage.clouds.directory.issue(identity), region: stage.region, targetResource: otherAudience,
      })),
    },
    {
      who: 'forged signature',
      identity,
      run: async () => callAs(stage, identity, 'temporary keys', { tamper: keys => ({ ...keys, secretAccessKey: 'not-the-secret-of-this-key' }) }),
    },
    {
      who: 'signature 20 minutes old',
      identity,
      run: async () => exchange(stage, subjectToken({
        credentials: stage.clouds.directory.issue(identity),
        region: stage.region,
        targetResource: stage.audience,
        time: new Date(Date.now() - 20 * 60_000),
      })),
    },
    ...stage.byMetadata ? [{
      who: 'client that speaks IMDSv1 only',
      identity,
      run: async () => withConfig('imdsv1', { ...config, credential_source: { ...source, imdsv2_session_token_url: undefined } }),
    }] : [],
  ];
}

/** The audience of a provider that does not exist. */
export function anotherProvider(audience: string): string {
  return `${audience.slice(0, audience.lastIndexOf('/') + 1)}another-provider`;
}

async function callAs(
  stage: Stage, identity: AwsIdentity, kind: CredentialKind, options: { config?: string; tamper?: (keys: AwsCredentials) => AwsCredentials } = {},
) {
  const issued = stage.clouds.directory.issue(identity, { temporary: kind !== 'long-term keys' });
  const credentials = options.tamper?.(issued) ?? issued;
  // The keys that the workload itself has are not the impostor's.
  const environment = Object.fromEntries(Object.entries(stage.environment).filter(([variable]) => !/^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/.test(variable)));
  if (options.config !== undefined) environment.GOOGLE_APPLICATION_CREDENTIALS = options.config;
  const { metadata } = stage.clouds;
  const byMetadata = stage.byMetadata && kind === 'instance role';
  const name = identity.arn.split('/')[1];
  metadata.instance = { ...metadata.instance, role: byMetadata ? { name, credentials } : undefined };
  if (!byMetadata) {
    environment.AWS_ACCESS_KEY_ID = credentials.accessKeyId;
    environment.AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey;
    environment.AWS_REGION = stage.region;
    if (credentials.sessionToken !== undefined) environment.AWS_SESSION_TOKEN = credentials.sessionToken;
  }
  return stage.client.ask(stage.url, environment);
}

function writeConfig(stage: Stage, name: string, config: object): string {
  const path = join(stage.form.folder, `${name}.json`);
  writeFileSync(path, stage.form.reachableConfig(JSON.stringify(config)));
  return stage.form.pathForClient(path);
}

/** Posts a subject token of one's own making. */
async function exchange(stage: Stage, token: string) {
  const { ok, data, message } = await stage.client.ask(stage.form.reach('https://sts.googleapis.com/v1/token'), {}, tokenExchangeForm(stage.audience, token).toString());
  const { error_description: description } = (data ?? {}) as { error_description?: string };
  return { ok: false, message: ok ? 'Google STS exchanged the token' : description ?? message };
}
