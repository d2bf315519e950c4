import { Construct } from 'constructs';
import { validateCredentialConfigPath } from '../ec2/user-data/credential-config-path';
import { validateEnvironment } from '../environment';
import { isInStack } from '../forms/cdk-forms';
import { ROLE_ATTRIBUTES, ROLE_OPTIONS, ROLE_PROPS } from '../forms/role-forms';
import { GcpFederatedRoleOptions, GcpFederatedRoleProps } from '../gcp-federated-role-props';
import { GcpFederatedRoleAttributes } from './imported-role-attributes';
import { validateRoleAccount } from './role-name';
import { rejectRoleOptions } from './role-options';
import { requireScopeAndId } from '../../federation/construct-arguments';
import { withSubject } from '../../federation/errors';
import { Federation, resolveFederation } from '../../federation/federation';
import { readArgument } from '../../federation/json/argument';
import { Form, text } from '../../federation/json/form';
import { GcpFederationProps } from '../../federation/props';

const TYPE = 'GcpFederatedRole';

/** The arguments of the constructor, validated. */
export interface RoleArguments extends GcpFederatedRoleOptions {
  readonly federation: Federation;
}

/** Requires the arguments of the constructor to have their types, keys and limits, before anything is created. */
export function validateRoleArguments(scope: Construct, id: string, props: GcpFederatedRoleProps): RoleArguments {
  return forConstruct(scope, id, () => {
    const read = readArgument(ROLE_PROPS, props, 'props');
    const federation = resolveFederation(read);
    if (read.credentialConfigPath !== undefined) validateCredentialConfigPath(read.credentialConfigPath);
    if (read.role) {
      rejectRoleOptions(read);
      validateRoleAccount(read.role, federation.awsAccountId);
    }
    validateEnvironment(scope, federation);
    return { ...read, federation };
  });
}

/** Requires the arguments of `fromJsonFile`. */
export function validateFileArguments(scope: Construct, id: string, file: string, options: GcpFederatedRoleOptions): GcpFederatedRoleOptions {
  return forConstruct(scope, id, () => {
    readArgument(text(), file, 'file');
    return readArgument(ROLE_OPTIONS, options, 'options');
  });
}

/** Requires the arguments of the methods that import a role. */
export function validateImport<T extends GcpFederationProps>(scope: Construct, id: string, props: T, form: Form<T>): T {
  return forConstruct(scope, id, () => {
    const read = readArgument(form, props, 'props');
    resolveFederation(read);
    return read;
  });
}

/** Requires the attributes of a role that exists. */
export function validateAttributes(scope: Construct, id: string, attrs: GcpFederatedRoleAttributes): GcpFederatedRoleAttributes {
  return validateImport(scope, id, attrs, ROLE_ATTRIBUTES);
}

/** Begins messages with the path that the construct will have. */
function forConstruct<T>(scope: Construct, id: string, validate: () => T): T {
  const path = requireScopeAndId(TYPE, scope, id);
  return withSubject(path, () => {
    if (!isInStack(scope)) throw new Error(`scope of ${TYPE} is in no Stack of aws-cdk-lib: pass a Stack, or a construct in one, as first argument`);
    return validate();
  });
}
