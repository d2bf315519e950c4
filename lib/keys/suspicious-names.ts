/** Names of secrets, parameters and files under which teams keep keys. */
const OF_GOOGLE = /gcp|gcloud|google|firebase|firestore|bigquery|big-query|vertex|dialogflow|gcs(?![a-z])/i;
const OF_A_KEY =
  /service[-_]?account|credential|(?:^|[^a-z])(?:sa|private)?[-_]?key(?:[-_]?(?:file|json))?(?:$|[^a-z])|key[-_]?file|json|sa[-_]?key/i;
const OF_A_FEDERATION = /federat|workload[-_]?identity|wif|external[-_]?account|credential[-_]config/i;

/** Variables that hold a key, or the path of one, by convention. */
const KEY_VARIABLES =
  /^(?:.*_)?(?:GOOGLE|GCP|GCLOUD|GCS|FIREBASE|BIGQUERY|BQ|FIRESTORE|VERTEX)(?:_[A-Z0-9]+)*_(?:CREDENTIALS?|CREDS?|KEY|KEY_?FILE|SA|SERVICE_?ACCOUNT|PRIVATE_?KEY)(?:_(?:JSON|B64|BASE64|KEY|FILE|PATH|CONTENTS?|DATA|SECRET|ARN|NAME))*$/;
const SERVICE_ACCOUNT_VARIABLES = /(?:^|_)SERVICE_?ACCOUNT_?(?:KEY|JSON|CREDENTIALS?|FILE|SECRET)(?:_[A-Z0-9]+)*$/;
/** These name a configuration as often as a key: what they point to decides. */
const PATH_VARIABLES = new Set(['GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE']);

/** Whether a secret, parameter or file is named as one that holds a key of Google. */
export function isKeyName(name: string): boolean {
  return (
    !OF_A_FEDERATION.test(name) &&
    (/service[-_]?account[-_]?(?:key|json|creds?|credentials?|file)|sa[-_]?key\.json/i.test(name) ||
      (OF_GOOGLE.test(name) && OF_A_KEY.test(name)))
  );
}

/** Whether a variable is named as one that holds a key of Google. The standard variables of paths are not among them. */
export function isKeyVariable(name: string): boolean {
  const upper = name.toUpperCase();
  if (PATH_VARIABLES.has(upper) || OF_A_FEDERATION.test(name) || /API_KEY/.test(upper)) return false;
  return KEY_VARIABLES.test(upper) || SERVICE_ACCOUNT_VARIABLES.test(upper);
}

export function isPathVariable(name: string): boolean {
  return PATH_VARIABLES.has(name);
}

/** Whether a path, as the value of a standard variable, leads to a key rather than to a credential configuration. */
export function isKeyPath(path: string): boolean {
  return !OF_A_FEDERATION.test(path) && /\.(?:json|p12)$|key/i.test(path);
}
