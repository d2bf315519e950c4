import { ErrorId } from './catalogue';

const PAGE = 'https://github.com/cdk-gcp-federation/cdk-gcp-federation/blob/main/docs/troubleshooting.md';

/** Returns where an error is explained on the web. Anchors are ids, not headings: they outlive a change of words. */
export function troubleshootingPage(id: ErrorId): string {
  return `${PAGE}#${id}`;
}
