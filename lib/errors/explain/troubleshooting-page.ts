const PAGE = 'https://github.com/cdk-gcp-federation/cdk-gcp-federation/blob/main/docs/troubleshooting.md';

/** Where an error is explained on the web. The anchors are ids, not headings, so that they outlive a change of words. */
export function troubleshootingPage(id: string): string {
  return `${PAGE}#${id}`;
}
