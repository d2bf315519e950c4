import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cached } from '../setup/cache';
import { command } from '../setup/command';

const ROOT = resolve(__dirname, '../../..');
const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { peerDependencies: Record<string, string> };
const floor = oldest(peerDependencies);
/** The examples make the Google side, too, for which CDKTF asks for a newer version. */
const floorOfExamples = { ...floor, ...oldest(JSON.parse(readFileSync(join(ROOT, 'node_modules/cdktf/package.json'), 'utf8')).peerDependencies) };

/** Tests that need more of aws-cdk-lib than the library does. */
const NEWER_THAN_THE_FLOOR = [
  // Acknowledging silences warnings that come later only in newer versions.
  /acknowledged/,
  // It loads a second copy of the peers, too, whose oldest versions have no brands to know each other by.
  /^another copy of the package in the same app does not add/,
  // ec2.Instance takes these properties only in newer versions.
  /^IMDSv2 (?:keeps other metadata options|leaves the user's explicit choice|a hop limit that the instance states otherwise is refused|a disabled metadata service is refused)$/,
];
/** What runs no code of aws-cdk-lib, measures, or imports aws-eks-v2, which came later. */
const NOT_ABOUT_PEERS = ['/sidecar/', '/namespace/', 'rehearsal.test.ts', 'strict-validation.e2e.test.ts', '/aws/eks/'];

interface Suite {
  readonly message: string;
  readonly assertionResults: ReadonlyArray<{ readonly fullName: string; readonly status: string }>;
}

interface Results {
  readonly numPassedTests: number;
  readonly testResults: readonly Suite[];
}

function oldest(ranges: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, range.replace(/^\^/, '')]));
}

test.each([
  { what: 'tests of the AWS side', peers: floor, tests: ['aws', 'contract'], atLeast: 300 },
  { what: 'tests of the examples', peers: floorOfExamples, tests: ['examples'], atLeast: 15 },
])('$what pass with the oldest peers: $peers', async ({ peers, tests, atLeast }) => {
  const packages = Object.entries(peers).map(([name, version]) => `${name}@${version}`);
  const folder = await cached('peers', packages, async into => {
    writeFileSync(join(into, 'package.json'), '{"private":true}');
    await command(['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], { cwd: into });
  });
  const scratch = mkdtempSync(join(tmpdir(), 'peers-'));
  try {
    const [config, outcome] = [join(scratch, 'jest.config.json'), join(scratch, 'results.json')];
    const modules = join(folder, 'node_modules');
    writeFileSync(config, JSON.stringify({
      ...JSON.parse(readFileSync(join(ROOT, 'jest.config.json'), 'utf8')),
      rootDir: ROOT,
      testMatch: tests.map(name => `<rootDir>/test/${name}/**/*.test.ts`),
      testPathIgnorePatterns: NOT_ABOUT_PEERS,
      modulePathIgnorePatterns: [],
      reporters: [],
      moduleNameMapper: {
        '^aws-cdk-lib$': join(modules, 'aws-cdk-lib'),
        '^aws-cdk-lib/(.*)$': join(modules, 'aws-cdk-lib', '$1'),
        '^constructs$': join(modules, 'constructs'),
      },
    }));
    spawnSync(join(ROOT, 'node_modules', '.bin', 'jest'), ['-c', config, '--json', '--outputFile', outcome, '--maxWorkers=1'], { cwd: ROOT, stdio: 'ignore' });
    const { numPassedTests, testResults } = JSON.parse(readFileSync(outcome, 'utf8')) as Results;
    const failed = testResults.flatMap(({ message, assertionResults }) => {
      const names = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
      // A suite that cannot even be loaded has a message and no results.
      return assertionResults.length === 0 ? [message] : names.filter(name => !NEWER_THAN_THE_FLOOR.some(known => known.test(name)));
    });
    expect(failed).toEqual([]);
    expect(numPassedTests).toBeGreaterThanOrEqual(atLeast);
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
