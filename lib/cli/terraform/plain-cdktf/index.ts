/**
 * What lib/gcp uses of CDKTF and of the prebuilt Google provider, without either: the bundled command is built from
 * lib/gcp with these in their place (tools/plain-cdktf-alias.ts), since the package has no room for the real ones. That
 * both write the same Terraform is what test/cli/terraform/plain-cdktf.test.ts holds.
 */
export { Annotations } from './annotations';
export { GoogleProvider, IamWorkloadIdentityPool, IamWorkloadIdentityPoolProvider, ProjectService, ServiceAccount } from './google';
export { TerraformOutput } from './output';
export { TerraformDataSource, TerraformResource } from './resource';
export { TerraformElement, TerraformStack } from './stack';
