/**
 * What lib/gcp uses of CDKTF and of the prebuilt Google provider, without either: the bundled command is built from
 * lib/gcp with these in their place (tools/plain-cdktf-alias.ts), which is a tenth of their size. They write the same
 * Terraform, which test/cli/terraform/plain-cdktf.test.ts holds against the real ones.
 */
export { Annotations } from './annotations';
export { GoogleProvider, IamWorkloadIdentityPool, IamWorkloadIdentityPoolProvider, ProjectService, ServiceAccount } from './google';
export { TerraformOutput } from './output';
export { TerraformDataSource, TerraformResource } from './resource';
export { TerraformElement, TerraformStack } from './stack';
