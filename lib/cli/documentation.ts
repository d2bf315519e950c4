import { troubleshootingPage } from '../proof/explain';

/** Pages that the command points to. */
export type Page = 'troubleshooting.md' | 'terraform.md';

export function pageAddress(page: Page): string {
  return new URL(page, troubleshootingPage('')).href;
}
