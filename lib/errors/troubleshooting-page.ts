import { ErrorId } from './catalogue';

const PAGE = 'https://github.com/cdk-gcp-federation/cdk-gcp-federation/blob/main/docs/troubleshooting.md';

/** Returns where an error is explained on the web. The anchors are ids, not headings, so that they outlive a change of words. */
export function troubleshootingPage(id: ErrorId): string {
  return `${PAGE}#${id}`;
}
