export { googleConfiguration, readGoogleConfiguration } from './read-google-configuration';
export { enginesOf, isTerraformJson, readTerraformDocuments, type TerraformDocument } from './terraform-document';
