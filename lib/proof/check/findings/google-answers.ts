/** What Google and its clients answer at run time. */
export const ANSWERS = {
  audience: '400 invalid_request: Invalid value for "audience".',
  target: '400 invalid_target: The target service indicated by the "audience" parameters is invalid. This might either be because the pool or provider is disabled or deleted '
    + "or because it doesn't exist.",
  condition: '400 unauthorized_client: The given credential is rejected by the attribute condition.',
  subject: '400 invalid_request: The size of mapped attribute google.subject exceeds the 127 bytes limit.',
  mapping: '400 invalid_request: the attribute mapping cannot be evaluated',
  denied: "403 PERMISSION_DENIED: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
  lifetime: '400 INVALID_ARGUMENT: Request contains an invalid argument.',
  region: '401 Unable to retrieve AWS region, or 401 Unable to retrieve AWS role name',
  noRole: '404 Unable to retrieve AWS role name',
  container: 'Unable to determine the AWS metadata server security credentials endpoint',
  metadata: 'timeout on http://169.254.169.254/latest/api/token',
  issuer: '400 invalid_grant: The issuer in ID Token ... does not match the expected ones',
  tokenAudience: '400 invalid_grant: The audience in ID Token [...] does not match the expected audience',
  noToken: 'ENOENT: no such file, for the file of credential_source',
  noAccess: '403 PERMISSION_DENIED at the API that is called',
  apply: 'terraform apply: Error 400, invalid argument',
} as const;
