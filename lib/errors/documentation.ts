/** As the proof has it, which would have to be loaded to ask it. */
const DOCUMENTS = 'https://github.com/cdk-gcp-federation/cdk-gcp-federation/blob/main/docs';

/** Pages that the command points to. */
export type Page = 'troubleshooting.md' | 'troubleshooting.md#the-command-itself' | 'terraform.md' | 'migration.md' | 'doctor.md';

export function pageAddress(page: Page): string {
  return `${DOCUMENTS}/${page}`;
}
