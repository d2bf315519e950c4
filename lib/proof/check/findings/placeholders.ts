import { subjectCondition } from '../../../federation/attribute-condition';
import { assumedRoleArn, awsRolePrincipalSet, kubernetesSubject, poolResourceName } from '../../../federation/names';

/** What stands in a fix where it is not known which role it is for. */
export const ARN_PLACEHOLDER = assumedRoleArn('aws', 'ACCOUNT', 'ROLE');
export const MEMBER_PLACEHOLDER = awsRolePrincipalSet(poolResourceName('NUMBER', 'POOL'), ARN_PLACEHOLDER);

/** The condition that admits one service account of a cluster. */
export const SUBJECT_CONDITION = `compare with equality: ${subjectCondition([kubernetesSubject('NAMESPACE', 'NAME')])}`;
