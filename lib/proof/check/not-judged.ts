/** What the two outputs cannot tell: part of every report, so that nobody takes a verdict for more than it is. */
export const NOT_JUDGED: readonly string[] = [
  'deny policies, principal access boundaries, organization policies and VPC Service Controls',
  'bindings outside the given files, and what custom roles contain',
  'who may administer the pool, its providers and the service accounts, and who may assume the AWS roles or pass them',
  'that a project number belongs to the project id, that the APIs are enabled, and that IAM has propagated the bindings',
  'what images, scripts that are downloaded, and secrets hold: only configurations that the two outputs write down are found',
];
