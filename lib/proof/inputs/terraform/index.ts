export { googleConfiguration, readGoogleConfiguration } from './read-google-configuration';
export { differingEngines, isTerraformJson, readTerraformDocuments, type TerraformDocument } from './terraform-document';
