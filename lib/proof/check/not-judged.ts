/** What no file could tell: part of every report, so that nobody takes a verdict for more than it is. */
export const NOT_JUDGED: readonly string[] = [
  'organization policies and VPC Service Controls',
  'bindings, deny policies and access boundaries outside the given files',
  'who may administer the pool, its providers and the service accounts, or pass the AWS roles to workloads of their own',
  'that a project number belongs to the project id, that the APIs are enabled, and that IAM has propagated the bindings',
  'what images, scripts that are downloaded, and secrets hold: only configurations that the two outputs write down are found',
];
