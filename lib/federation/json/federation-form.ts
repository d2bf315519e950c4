import { AWS_ACCOUNT_ID } from '../aws-account';
import { resolveFederation } from '../federation';
import { PROJECT_ID, PROJECT_NUMBER } from '../gcp-project';
import { DEFAULT_PARTITION, PARTITIONS } from '../partition';
import { DEFAULT_POOL_ID, DEFAULT_PROVIDER_ID, POOL_OR_PROVIDER_ID } from '../pool-and-provider';
import { GcpFederationProps } from '../props';
import { ROLE_NAME } from '../role-name';
import { DEFAULT_SERVICE_ACCOUNT_ID } from '../service-account';
import { GcpSubject } from '../subject';
import { ACCESS } from './access-form';
import { list, matching, text } from './form';
import { GRANT } from './grant-form';
import { located, object, optional, required } from './object-form';
import { parseJson } from './parse';
import { SUBJECT } from './subject-form';

/** A file may name its schema for the benefit of editors. */
interface FederationFile extends GcpFederationProps {
  readonly $schema?: string;
}

/** The JSON form of `GcpFederationProps`. */
export const FEDERATION = object<FederationFile>('GcpFederationProps', {
  $schema: optional(text()),
  gcpProjectId: required(matching(PROJECT_ID)),
  gcpProjectNumber: required(matching(PROJECT_NUMBER)),
  awsAccountId: required(matching(AWS_ACCOUNT_ID)),
  roleName: required(matching(ROLE_NAME)),
  awsPartition: optional(text({ enum: PARTITIONS }), DEFAULT_PARTITION),
  poolId: optional(matching(POOL_OR_PROVIDER_ID), DEFAULT_POOL_ID),
  providerId: optional(matching(POOL_OR_PROVIDER_ID), DEFAULT_PROVIDER_ID),
  access: optional(ACCESS, { impersonation: { serviceAccountId: DEFAULT_SERVICE_ACCOUNT_ID } }),
  subject: optional(SUBJECT, GcpSubject.arn().toJSON()),
  grants: optional(list(GRANT, 'grant')),
});

/**
 * Reads a description from the text of a JSON file, and validates it whole.
 *
 * Throws with the file, the line and the column of whatever is wrong.
 *
 * @param content the text of the file
 * @param file its name, for messages
 */
export function federationPropsFromJson(content: string, file: string): GcpFederationProps {
  const node = parseJson(content, file);
  const { $schema, ...props } = FEDERATION.read(node, 'the description');
  located(node, () => resolveFederation(props));
  return props;
}
