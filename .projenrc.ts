import { awscdk, javascript } from 'projen';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-gcp-federation',
  description: 'Let AWS workloads call Google Cloud without service-account keys: one props object, both clouds, proven before you deploy',
  author: 'cdk-gcp-federation maintainers',
  authorAddress: 'https://github.com/cdk-gcp-federation',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-gcp-federation/cdk-gcp-federation.git',
  license: 'Apache-2.0',
  keywords: ['aws', 'aws-cdk', 'awscdk', 'cdk', 'cdktf', 'gcp', 'google-cloud', 'iam', 'workload-identity-federation', 'keyless'],
  stability: 'experimental',

  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  minNodeVersion: '20.0.0',
  cdkVersion: '2.276.0',
  constructsVersion: '10.6.0',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',

  // The sources stay alone in lib/; what is compiled goes to build/.
  srcdir: 'lib',
  libdir: 'build',
  entrypoint: 'build/index.js',
  bin: { 'cdk-gcp-federation': 'build/cli/main.js' },

  github: false,
  release: false,
  depsUpgrade: false,
  npmignoreEnabled: false,
  minMajorVersion: 0,

  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    configFilePath: 'jest.config.json',
    jestConfig: {
      testTimeout: 30_000,
      setupFiles: ['<rootDir>/test/setup.ts'],
      coveragePathIgnorePatterns: ['/node_modules/', '/test/'],
    },
  },
  eslintOptions: { dirs: ['lib'], devdirs: ['test', 'bin', 'bench', 'build-tools'], prettier: false },

  devDeps: [
    'eslint@^9',
    'aws-cdk@~2.1148.1',
    'cdktf@0.21.0',
    '@cdktf/provider-google@16.12.1',
    '@bufbuild/cel@0.6.1',
    '@bufbuild/protobuf@^2.6.2',
    '@mrgrain/jsii-struct-builder@^0.7.64',
    'ajv@^8',
    'esbuild@0.28.2',
    'fast-check@^4.10.2',
    'google-auth-library@^10',
    '@google-cloud/storage@^7.21.0',
    'jsii-pacmak@1.140.0',
  ],
});

project.package.addPackageResolutions('unrs-resolver@1.12.2');

project.synth();
