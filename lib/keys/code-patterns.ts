/** A way in which code, or a command, loads a service account key. */
export interface CodePattern {
  /** The function, as its documentation calls it. */
  readonly name: string;
  readonly pattern: RegExp;
  readonly use: 'code' | 'command';
}

const code = (name: string, pattern: RegExp): CodePattern => ({ name, pattern, use: 'code' });
const command = (name: string, pattern: RegExp): CodePattern => ({ name, pattern, use: 'command' });

/** By client; each loads nothing but keys, or is named for them. */
export const CODE_PATTERNS: readonly CodePattern[] = [
  // Python
  code('from_service_account_file', /\bfrom_service_account_file\s*\(/),
  code('from_service_account_info', /\bfrom_service_account_info\s*\(/),
  code('from_service_account_json', /\bfrom_service_account_json\s*\(/),
  code(
    'ServiceAccountCredentials.from_json_keyfile',
    /\bfrom_json_keyfile_(?:name|dict)\s*\(|\bfrom_p12_keyfile(?:_buffer)?\s*\(/,
  ),
  code('gspread.service_account', /\bgspread\.service_account(?:_from_dict)?\s*\(/),
  // Node.js and Firebase
  code('keyFilename', /\bkey(?:Filename|File)\s*:/),
  code('cert', /\b(?:credential\.cert|admin\.credential\.cert|credentials\.Certificate)\s*\(/),
  code(
    'credentials',
    /\bcredentials\s*:\s*(?:JSON\.parse\s*\(|\{\s*(?:client_email|private_key|clientEmail|privateKey)\b)/,
  ),
  code('fromJSON', /\bauth\.fromJSON\s*\(|\bnew\s+JWT\s*\(/),
  // Java and Kotlin
  code('ServiceAccountCredentials.fromStream', /\bServiceAccountCredentials\s*\.\s*from(?:Stream|Pkcs8|Json)\s*\(/),
  code(
    'GoogleCredentials.fromStream',
    /\bGoogleCredentials?\s*\.\s*from(?:Stream|File|Json|JsonFile|JsonParameters)(?:Async)?\s*\(/i,
  ),
  // Go
  code(
    'option.WithCredentialsFile',
    /\boption\.WithCredentials(?:File|JSON)\s*\(|\boption\.WithAuthCredentials(?:File|JSON)\s*\(\s*option\.ServiceAccount/,
  ),
  code('google.JWTConfigFromJSON', /\bgoogle\.(?:JWTConfigFromJSON|CredentialsFromJSON)\s*\(/),
  // Ruby, PHP, .NET, Rust
  code('ServiceAccountCredentials.make_creds', /\bServiceAccountCredentials\.make_creds\b|\bjson_key_io:/),
  code('keyFilePath', /['"]key(?:FilePath|File)['"]\s*=>|\bsetAuthConfig\s*\(/),
  code(
    'ServiceAccountCredential',
    /\bServiceAccountCredential\s*\.\s*FromServiceAccountData\s*\(|\bnew\s+ServiceAccountCredential\s*\(/,
  ),
  code('read_service_account_key', /\bread_service_account_key\s*\(|\bwith_service_account_(?:path|key)\s*\(/),
  // Commands
  command('gcloud auth activate-service-account', /\bgcloud\s+auth\s+activate-service-account\b/),
  command('gcloud iam service-accounts keys create', /\bgcloud\s+iam\s+service-accounts\s+keys\s+create\b/),
  command('google-github-actions/auth credentials_json', /\bcredentials_json\s*:/),
];
