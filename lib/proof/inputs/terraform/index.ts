export { googleConfiguration, readGoogleConfiguration } from './read-google-configuration';
export { isTerraformJson, readTerraformDocuments, type TerraformDocument } from './terraform-document';
