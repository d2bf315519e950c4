import { assumedRoleArn, awsRolePrincipalSet, poolResourceName } from '../../../federation/names';

/** What stands in a fix where it is not known which role it is for. */
export const ARN_PLACEHOLDER = assumedRoleArn('aws', 'ACCOUNT', 'ROLE');
export const MEMBER_PLACEHOLDER = awsRolePrincipalSet(poolResourceName('NUMBER', 'POOL'), ARN_PLACEHOLDER);
