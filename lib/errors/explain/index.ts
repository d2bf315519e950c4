export { explain } from './explain';
export type { ExplainedCause, ExplainedText, Explanation } from './explanation';
