import { awscdk, github, JsonPatch, release } from 'projen';

/**
 * How a release comes about: by hand, with the version that the commits since the last one call for.
 *
 * npm, PyPI and NuGet trust the workflow itself, so that no token of theirs exists; Maven Central and the repository
 * of the Go module know no such thing.
 */
export const RELEASE = {
  release: true,
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  releaseEnvironment: 'release',
  releaseFailureIssue: true,
  npmTrustedPublishing: true,
  npmProvenance: true,
  publishToPypi: { distName: 'cdk-gcp-federation', module: 'cdk_gcp_federation', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'io.github.cdkgcpfederation',
    mavenGroupId: 'io.github.cdk-gcp-federation',
    mavenArtifactId: 'cdk-gcp-federation',
    mavenServerId: 'central-ossrh',
  },
  publishToNuget: { dotNetNamespace: 'CdkGcpFederation', packageId: 'CdkGcpFederation', trustedPublishing: true },
  publishToGo: { moduleName: 'github.com/cdk-gcp-federation/cdk-gcp-federation-go', packageName: 'cdkgcpfederation' },
} satisfies Partial<awscdk.AwsCdkConstructLibraryOptions>;

const ATTEST = 'actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6'; // v4.2.2

/** The bill of materials names the code that the bundles contain, which no manifest does. */
export function attachSbom(project: awscdk.AwsCdkConstructLibrary): void {
  const sbom = project.addTask('sbom', { description: 'Writes what the package contains besides its own code to dist/sbom.cdx.json', exec: 'ts-node -T --prefer-ts-exts tools/sbom.ts' });
  project.packageTask.spawn(sbom);
  project.release!.publisher.addGitHubPostPublishingSteps(
    { name: 'Attest', uses: ATTEST, with: { 'subject-path': 'dist/js/*.tgz', 'sbom-path': 'dist/sbom.cdx.json' } },
    {
      name: 'Attach the bill of materials',
      if: '${{ !inputs.dry_run }}',
      env: { GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}' },
      run: 'gh release upload "$(cat dist/releasetag.txt)" dist/sbom.cdx.json -R "$GITHUB_REPOSITORY" --clobber',
    },
  );
  const workflow = releaseFile(project);
  for (const permission of ['id-token', 'attestations']) workflow.patch(JsonPatch.add(`/jobs/release_github/permissions/${permission}`, 'write'));
}

/** npm publishes where it installs from. */
export function leaveRegistryToNpm(project: awscdk.AwsCdkConstructLibrary): void {
  const steps = '/jobs/release_npm/steps';
  releaseFile(project).patch(JsonPatch.remove(`${steps}/9/env/NPM_REGISTRY`));
}

function releaseFile(project: awscdk.AwsCdkConstructLibrary) {
  return (project.github as github.GitHub).tryFindWorkflow('release')!.file!;
}
