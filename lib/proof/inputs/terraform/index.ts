export { googleConfiguration, readGoogleConfiguration, readTerraformDocuments } from './read-google-configuration';
