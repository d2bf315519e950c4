import { github } from 'projen';
import { JobPermission, JobStep } from 'projen/lib/github/workflows-model';

const { ActionRefs } = github;
const CHECKOUT: JobStep = { uses: ActionRefs.ACTIONS_CHECKOUT, with: { 'persist-credentials': false } };
const SET_UP_NODE = (version: string): JobStep => ({ uses: ActionRefs.ACTIONS_SETUP_NODE, with: { 'node-version': version } });
const INSTALL: JobStep = { run: 'npm ci' };
const BUILD: JobStep[] = [{ run: 'npx projen compile' }, { run: 'npx projen post-compile' }];

/** What a change must pass beside the build: other systems, other versions of Node.js, real clients. */
export function addChecksWorkflow(project: github.GitHubProject): void {
  const workflow = project.github!.addWorkflow('checks');
  workflow.on({ pullRequest: {}, push: { branches: ['main'] }, workflowDispatch: {} });
  const common = { permissions: { contents: JobPermission.READ } };
  workflow.addJob('everything', {
    ...common,
    name: 'on a bare machine',
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 60,
    steps: [
      CHECKOUT,
      SET_UP_NODE('20'),
      // Ubuntu keeps user namespaces from programs without a profile; the rehearsal runs in one.
      { run: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0' },
      { run: '.ci/run' },
    ],
  });
  workflow.addJob('tests', {
    ...common,
    name: 'tests, Node.js ${{ matrix.node }}, ${{ matrix.os }}',
    runsOn: ['${{ matrix.os }}'],
    timeoutMinutes: 30,
    strategy: { failFast: false, matrix: { domain: { node: ['22', '24'], os: ['ubuntu-latest', 'macos-latest'] } } },
    steps: [CHECKOUT, SET_UP_NODE('${{ matrix.node }}'), INSTALL, ...BUILD, { run: 'npm test', env: { CI: '' } }, { run: 'npm run demo' }],
  });
}

/** By hand or once a month: it takes long, and downloads the Google provider. */
export function addEngineWorkflow(project: github.GitHubProject): void {
  const workflow = project.github!.addWorkflow('terraform-engine');
  workflow.on({ workflowDispatch: {}, schedule: [{ cron: '0 3 1 * *' }] });
  workflow.addJob('engine', {
    runsOn: ['ubuntu-latest'],
    permissions: { contents: JobPermission.READ },
    timeoutMinutes: 180,
    steps: [CHECKOUT, SET_UP_NODE('22'), { uses: ActionRefs.ACTIONS_SETUP_GO, with: { 'go-version': 'stable' } }, INSTALL, { run: 'npm run test:engine' }],
  });
}
