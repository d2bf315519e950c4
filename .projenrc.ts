import { ProjenStruct, Struct } from '@mrgrain/jsii-struct-builder';
import { awscdk, javascript, JsonFile } from 'projen';
import { addChecksWorkflow, addEngineWorkflow } from './projenrc/checks-workflow';
import { attachSbom, leaveRegistryToNpm, RELEASE } from './projenrc/release';
import { addCodeQlWorkflow, addScorecardWorkflow } from './projenrc/security-workflows';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-gcp-federation',
  description: 'Let AWS workloads call Google Cloud without service-account keys: one props object, both clouds, proven before you deploy',
  author: 'cdk-gcp-federation maintainers',
  authorAddress: 'https://github.com/cdk-gcp-federation',
  authorOrganization: true,
  homepage: 'https://github.com/cdk-gcp-federation/cdk-gcp-federation#readme',
  repositoryUrl: 'https://github.com/cdk-gcp-federation/cdk-gcp-federation.git',
  license: 'Apache-2.0',
  keywords: ['aws', 'aws-cdk', 'awscdk', 'cdk', 'cdktf', 'gcp', 'google-cloud', 'iam', 'workload-identity-federation', 'keyless'],
  stability: 'experimental',

  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  minNodeVersion: '20.0.0',
  cdkVersion: '2.276.0',
  constructsVersion: '10.0.0',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',

  // The sources stay alone in lib/; what is compiled goes to build/.
  srcdir: 'lib',
  libdir: 'build',
  entrypoint: 'build/index.js',
  bin: { 'cdk-gcp-federation': 'build/command/main.js' },

  compressAssembly: true,
  sampleCode: false,
  typecheckTests: true,
  ...RELEASE,
  githubOptions: { mergify: false, pullRequestLintOptions: { semanticTitleOptions: { types: ['feat', 'fix', 'docs', 'perf', 'refactor', 'test', 'chore', 'ci', 'build'] } } },
  workflowNodeVersion: '22',
  // A new version waits until others would have noticed what is wrong with it.
  depsUpgradeOptions: { cooldown: 7, workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY } },
  pullRequestTemplateContents: ['What changes for users, and why:', '', 'How it was seen to work (commands, figures):', ''],
  npmignoreEnabled: false,
  gitignore: ['cdk.out/', 'cdktf.out/', 'terraform.*.tfstate*', '.cdk.staging/', 'cdk.context.json', 'THIRD-PARTY-NOTICES.txt', '.jsii.gz', 'bench/results.json', '.cache/'],

  jestOptions: {
    jestVersion: '^30',
    passWithNoTests: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    configFilePath: 'jest.config.json',
    jestConfig: {
      testTimeout: 60_000,
      // Costs as much again as the tests themselves: npx jest --coverage where it is wanted.
      collectCoverage: false,
      maxWorkers: '100%',
      setupFiles: ['<rootDir>/test/setup.ts'],
      globalSetup: '<rootDir>/test/global-setup.ts',
      globalTeardown: '<rootDir>/test/global-teardown.ts',
      cacheDirectory: '<rootDir>/.cache/jest',
      modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/test/contract/.api/'],
      // Tiers of their own: they install clients and engines first.
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/engine/', '\\.(?:namespace|e2e)\\.test\\.ts$'],
      coveragePathIgnorePatterns: ['/node_modules/', '/test/'],
      coverageReporters: ['json', 'text-summary'],
    },
  },
  eslintOptions: { dirs: ['lib'], devdirs: ['test', 'bin', 'bench', 'examples', 'tools'], prettier: false },

  peerDependencyOptions: { pinnedDevDependency: false },
  devDeps: [
    'eslint@^9',
    'aws-cdk@~2.1148.1',
    'cdktf@0.21.0',
    '@cdktf/provider-google@16.12.1',
    '@bufbuild/cel@0.6.1',
    '@bufbuild/re2@0.6.1',
    '@cdktn/hcl2json@0.24.0',
    '@bufbuild/protobuf@^2.6.2',
    '@mrgrain/jsii-struct-builder@^0.7.64',
    'ajv@^8',
    'esbuild@0.28.2',
    'aws-cdk-github-oidc@2.4.1',
    'fast-check@^4.10.2',
    'google-auth-library@^10',
    'refa@0.12.1',
    'tree-sitter-powershell@0.26.4',
    'web-tree-sitter@0.27.1',
    'yaml@^2.9.0',
  ],
});

// Built and tested with the newest, while users may have any from here on.
project.addPeerDeps('aws-cdk-lib@^2.200.0');
project.addDevDeps('aws-cdk-lib@2.276.0', 'constructs@10.6.0');

project.package.addPackageResolutions('unrs-resolver@1.12.2');
project.package.addField('files', [
  'build/index.js', 'build/index.d.ts', 'build/aws/', 'build/command/', 'build/errors/', 'build/federation/', 'build/gcp/', 'build/google/', 'build/proof/',
  '.jsii', '.jsii.gz', 'schema/', ...['aws-side', 'containers-and-lambda', 'google-side'].map(page => `docs/${page}.md`), 'CHANGELOG.md', 'THIRD-PARTY-NOTICES.txt',
]);
// Inlined source maps would ship the sources, three times the size of what runs.
for (const option of ['inlineSourceMap', 'inlineSources']) project.tryFindObjectFile('tsconfig.json')?.addOverride(`compilerOptions.${option}`, false);
// Strict package managers link what a manifest names, and no more. An entry in peerDependencies would reach jsii, which
// takes an optional peer for a dependency of the packages in all languages.
project.package.addField('peerDependenciesMeta', { 'cdktf': { optional: true }, '@cdktf/provider-google': { optional: true } });
project.package.addField('exports', {
  '.': { types: './build/index.d.ts', default: './build/index.js' },
  './gcp': { types: './build/gcp/index.d.ts', default: './build/gcp/index.js' },
  './assertions': { types: './build/proof/assertions/index.d.ts', default: './build/proof/assertions/index.js' },
  './validation': { types: './build/proof/plugin/index.d.ts', default: './build/proof/plugin/index.js' },
  './schema/federation.schema.json': './schema/federation.schema.json',
  './package.json': './package.json',
  './.jsii': './.jsii',
});
// For module resolution that does not read exports.
project.package.addField('typesVersions', {
  '*': { gcp: ['./build/gcp/index.d.ts'], assertions: ['./build/proof/assertions/index.d.ts'], validation: ['./build/proof/plugin/index.d.ts'] },
});

// What IAM takes for a role goes through as it is: generated, so that its documentation stays AWS's own.
new ProjenStruct(project, { name: 'IamRoleOptions', filePath: 'lib/aws/role/iam-role-options.ts', description: 'Properties that are handed to the IAM role as they are.' })
  .mixin(Struct.fromFqn('aws-cdk-lib.aws_iam.RoleProps'))
  .only('path', 'permissionsBoundary', 'managedPolicies', 'inlinePolicies', 'description', 'maxSessionDuration');

// The prebuilt package's root index takes seconds and half a gigabyte to load.
project.eslint?.addRules({
  'no-restricted-imports': ['error', { paths: [{ name: '@cdktf/provider-google', message: 'Import from @cdktf/provider-google/lib/RESOURCE.' }] }],
  'import/no-restricted-paths': ['error', {
    zones: [
      { target: './lib/federation', from: './lib', except: ['./federation'] },
      { target: './lib/aws', from: './lib', except: ['./aws', './federation'] },
      { target: './lib/gcp', from: './lib', except: ['./gcp', './google', './federation'] },
      { target: './lib/google', from: './lib', except: ['./google', './federation'] },
      { target: './lib/errors', from: './lib', except: ['./errors', './federation'] },
      { target: './lib/proof', from: './lib', except: ['./proof', './errors', './federation'] },
      { target: './lib/reports', from: './lib', except: ['./reports', './keys', './rehearsal', './proof', './errors', './federation'] },
      { target: './lib/rehearsal', from: './lib', except: ['./rehearsal', './proof', './errors', './federation'] },
      { target: './lib/keys', from: './lib', except: ['./keys', './proof', './errors', './federation'] },
      { target: './lib/live', from: './lib', except: ['./live', './reports', './proof', './errors', './federation'] },
    ],
  }],
});
// CDKTF comes from the user's own project, and what the command needs is bundled.
project.eslint?.addOverride({
  files: ['gcp', 'errors', 'proof', 'rehearsal', 'reports', 'keys', 'live', 'cli'].map(folder => `lib/${folder}/**`),
  rules: { 'import/no-extraneous-dependencies': ['error', { devDependencies: true, optionalDependencies: false, peerDependencies: true }] },
});
project.eslint?.addOverride({
  files: ['lib/federation/**'],
  rules: { 'no-restricted-imports': ['error', { patterns: ['aws-cdk-lib*', 'cdktf*', '@cdktf/*', 'constructs', 'node:*'] }] },
});

// Compared with what was accepted last, so that it needs no network and holds before the first release as well.
const compat = project.tasks.tryFind('compat')!;
compat.description = 'Fails where the public API differs from what was accepted in a way that breaks its users';
compat.reset('jsii-diff test/contract/.api . --error-on all --keys --ignore-file .compatignore');
compat.exec('ts-node -T --prefer-ts-exts tools/api-baseline.ts');
project.addTask('compat:accept', { description: 'Accepts the public API as it is built now', exec: 'ts-node -T --prefer-ts-exts tools/api-baseline.ts --accept' });
project.gitignore.include('/test/contract/.api/.jsii');

const benchmark = project.addTask('bench', {
  description: 'Measures the built library beside what people write by hand (npx projen compile && npx projen post-compile first)',
  exec: 'ts-node -T --prefer-ts-exts bench/run.ts',
  receiveArgs: true,
});
project.addTask('bench:quick', { description: 'The same in its quick form: guards ratios with wide margins' }).spawn(benchmark, { args: ['--quick'] });

const cdkEnvironment = { CDK_DISABLE_CLI_TELEMETRY: 'true', CHECKPOINT_DISABLE: '1', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
project.addTask('schema', {
  description: 'Writes the JSON Schema of the federation file from the code',
  exec: 'ts-node -T --prefer-ts-exts test/federation/json/schema/write.ts',
});
project.addTask('google-roles', {
  description: 'Writes the list of predefined Google roles from tools/google-roles.tsv',
  exec: 'ts-node -T --prefer-ts-exts tools/google-roles.ts',
});
project.addTask('troubleshooting', {
  description: 'Writes docs/troubleshooting.md from what `explain` knows',
  exec: 'ts-node -T --prefer-ts-exts test/readme/troubleshooting/write.ts',
});
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

project.addTask('synth:aws', {
  description: 'Synthesizes the AWS side of the example into cdk.out',
  exec: 'cdk synth --quiet --no-notices',
  env: { ...cdkEnvironment, CDK_VALIDATION: 'false' },
});
const synthesizeGcp = project.addTask('synth:gcp', {
  description: 'Synthesizes the Google side of the example into cdktf.out',
  exec: 'ts-node -T --prefer-ts-exts bin/gcp.ts',
  env: cdkEnvironment,
});
const demo = project.addTask('demo', { description: 'Synthesizes both sides of the example and rehearses the flow with a real Google client' });
demo.exec('ts-node -T --prefer-ts-exts bin/aws.ts', { env: { CDK_OUTDIR: 'cdk.out', CDK_VALIDATION: 'false' } });
demo.spawn(synthesizeGcp);
demo.exec('ts-node -T --prefer-ts-exts lib/cli/main.ts rehearse --aws cdk.out --gcp cdktf.out');

// The command brings its third-party code along, so that the package itself has no dependencies.
project.postCompileTask.exec('ts-node -T --prefer-ts-exts tools/bundle.ts');
project.postCompileTask.spawn(compat);

// Each tier has its own set-up, installs what it needs into .cache/ and says what it could not have.
const tiers = [
  {
    name: 'e2e',
    description: 'Runs real clients, a real cdk deploy and a real boot: installs Python packages and clients into .cache/ first',
    // Next to what they test: those that need namespaces of Linux, and those that take long because they compile, start the CDK CLI
    // or a terminal, or put on load.
    further: ['<rootDir>/test/**/*.namespace.test.ts', '<rootDir>/test/**/*.e2e.test.ts'],
  },
  { name: 'engine', description: 'Slow, by hand: plans and applies the synthesized Terraform with a real engine', further: [] },
];
for (const { name, description, further } of tiers) {
  new JsonFile(project, `test/${name}/jest.config.json`, {
    obj: {
      rootDir: '../..',
      testMatch: [`<rootDir>/test/${name}/**/*.test.ts`, ...further],
      globalSetup: `<rootDir>/test/${name}/setup/index.ts`,
      globalTeardown: '<rootDir>/test/global-teardown.ts',
      cacheDirectory: '<rootDir>/.cache/jest',
      setupFiles: ['<rootDir>/test/setup.ts'],
      modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/test/contract/.api/'],
      testTimeout: 600_000,
      maxWorkers: 1,
      verbose: true,
      transform: { '^.+\\.[t]sx?$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }] },
    },
  });
  project.addTask(`test:${name}`, { description, exec: `jest -c test/${name}/jest.config.json`, receiveArgs: true });
}

// Where lint and editors find the options of what is not part of the library.
for (const folder of ['bin', 'bench', 'examples', 'tools']) {
  new JsonFile(project, `${folder}/tsconfig.json`, { obj: { extends: '../tsconfig.json', compilerOptions: { noEmit: true, rootDir: '..' }, include: ['**/*.ts'] } });
}

// It would leave a file behind: what is packed is listed in package.json.
for (const task of project.tasks.all.filter(({ name }) => name.startsWith('package:'))) {
  for (const [index, { execArgs }] of task.steps.entries()) {
    if (execArgs?.[0] === 'jsii-pacmak') task.updateStep(index, { execArgs: [...execArgs, '--no-npmignore'] });
  }
}
attachSbom(project);
leaveRegistryToNpm(project);
addChecksWorkflow(project);
addEngineWorkflow(project);
addCodeQlWorkflow(project);
addScorecardWorkflow(project);

new JsonFile(project, 'cdk.json', { obj: { app: 'npx ts-node -T --prefer-ts-exts bin/aws.ts' }, marker: false });

project.synth();
