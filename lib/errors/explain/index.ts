export { CATALOGUE } from './catalogue';
export { explain, type ExplainedText } from './explain';
export type { CatalogueEntry, Confirmation, Explanation, KnownError } from './explanation';
export { troubleshootingPage } from './troubleshooting-page';
