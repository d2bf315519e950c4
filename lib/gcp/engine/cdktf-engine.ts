import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import * as cdktf from 'cdktf';
import { Construct } from 'constructs';
import { constructsOf, metaArguments, moduleEngine } from './module-engine';
import { TerraformEngine, WrittenElement } from './terraform-engine';
import { GoogleArguments, GoogleElement, GoogleValue } from '../../google/element';
import { escapedArguments } from '../../google/terraform/terraform-text';

const PLAIN = moduleEngine(cdktf);

/** What users touch has the classes of the prebuilt Google provider, whose attributes have types. */
const PREBUILT: Readonly<Record<string, new (scope: Construct, id: string, config: any) => cdktf.TerraformResource>> = {
  google_iam_workload_identity_pool: IamWorkloadIdentityPool,
  google_iam_workload_identity_pool_provider: IamWorkloadIdentityPoolProvider,
  google_service_account: ServiceAccount,
};

/** CDKTF with the prebuilt Google provider. */
export const CDKTF: TerraformEngine = {
  ...PLAIN,
  createElement: (scope, id, element, after) => {
    const Prebuilt = PREBUILT[element.type];
    if (element.isLookup || Prebuilt === undefined) return PLAIN.createElement(scope, id, element, after);
    const resource = new Prebuilt(scope, id, { ...camelCased(element.arguments), ...metaArguments(element, constructsOf(after)) });
    if (element.importId !== undefined) resource.importFrom(element.importId);
    return handleOf(resource, element);
  },
};

function handleOf(construct: cdktf.TerraformResource, { type }: GoogleElement): WrittenElement {
  return {
    construct,
    address: () => `${type}.${construct.friendlyUniqueId}`,
    update: values => { Object.assign(construct, camelCased(values)); },
  };
}

/** Returns arguments with the names that the prebuilt classes give them. The keys of a mapping are data. */
function camelCased(values: GoogleArguments): Record<string, unknown> {
  const named = (name: string) => name.replace(/_[a-z]/g, letters => letters[1].toUpperCase());
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, GoogleValue] => entry[1] !== undefined).map(([name, value]) => [
    named(name), isBlock(value) && name !== 'attribute_mapping' ? camelCased(value) : escapedArguments({ value }).value,
  ]));
}

function isBlock(value: GoogleValue): value is GoogleArguments {
  return typeof value === 'object' && !Array.isArray(value);
}
