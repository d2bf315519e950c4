/** As the proof has it, which would have to be loaded to ask it. */
const DOCUMENTS = 'https://github.com/cdk-gcp-federation/cdk-gcp-federation/blob/main/docs';

/** A page of the documentation, or a part of one. */
export type Page = `${string}.md` | `${string}.md#${string}`;

export function pageAddress(page: Page): string {
  return `${DOCUMENTS}/${page}`;
}
