export { CATALOGUE } from './catalogue';
export { explain, type ExplainedText } from './explain';
export type { CatalogueEntry, Confirmation, Explanation } from './explanation';
