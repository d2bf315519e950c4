import { github } from 'projen';
import { JobPermission } from 'projen/lib/github/workflows-model';

const { ActionRefs } = github;
const CODEQL = (part: string) => `github/codeql-action/${part}@8aad20d150bbac5944a9f9d289da16a4b0d87c1e`; // v4.36.2
const SCORECARD = 'ossf/scorecard-action@2d1146689b8cda280b9bc96326124645441f03bc'; // v2.4.4
const CHECKOUT = { uses: ActionRefs.ACTIONS_CHECKOUT, with: { 'persist-credentials': false } };

/** Code scanning of what is written here and of the workflows themselves. */
export function addCodeQlWorkflow(project: github.GitHubProject): void {
  const workflow = project.github!.addWorkflow('codeql');
  workflow.on({ pullRequest: { branches: ['main'] }, push: { branches: ['main'] }, schedule: [{ cron: '0 5 * * 1' }] });
  workflow.addJob('analyze', {
    runsOn: ['ubuntu-latest'],
    permissions: { contents: JobPermission.READ, securityEvents: JobPermission.WRITE },
    strategy: { matrix: { domain: { language: ['javascript-typescript', 'actions'] } } },
    steps: [
      CHECKOUT,
      { uses: CODEQL('init'), with: { languages: '${{ matrix.language }}', queries: 'security-extended' } },
      { uses: CODEQL('analyze'), with: { category: '/language:${{ matrix.language }}' } },
    ],
  });
}

/** How the project keeps its supply chain, published for whoever depends on it. */
export function addScorecardWorkflow(project: github.GitHubProject): void {
  const workflow = project.github!.addWorkflow('scorecard');
  workflow.on({ branchProtectionRule: {}, push: { branches: ['main'] }, schedule: [{ cron: '0 6 * * 1' }] });
  workflow.addJob('scorecard', {
    runsOn: ['ubuntu-latest'],
    permissions: { contents: JobPermission.READ, securityEvents: JobPermission.WRITE, idToken: JobPermission.WRITE },
    steps: [
      CHECKOUT,
      { uses: SCORECARD, with: { results_file: 'results.sarif', results_format: 'sarif', publish_results: true } },
      { uses: CODEQL('upload-sarif'), with: { sarif_file: 'results.sarif' } },
    ],
  });
}
