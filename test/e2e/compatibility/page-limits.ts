import { table } from './table';

/** Clients and the places where they were run besides the instance of the page's table, in tests of the same tier. */
const FURTHER: readonly (readonly string[])[] = [
  ['@google-cloud/pubsub 5.3.1, @google-cloud/firestore 8.7.1 (google-gax 5, google-auth-library 10.5.0)', 'not on EC2, see below', 'lists', 'lists'],
  ['pyarrow 26.0.1 (the client for C++)', 'not in this run', 'lists', 'not by the sidecar, see below'],
];

/** What cannot get in, why, and what to do. */
const CANNOT: readonly (readonly string[])[] = [
  ['google-auth-library 10.0.0 to 10.5.0 for Node.js; google-gax 5.0.7 and 5.0.8 pin 10.5.0 (Pub/Sub 5, Firestore 8, Secret Manager 6)', 'EC2',
    'instance metadata answers the credentials as `text/plain`, which these versions do not read as JSON: they sign with `undefined`, and the error is `InvalidClientTokenId`',
    'override the version in package.json: `"overrides": { "google-auth-library": "^10.6.1" }`'],
  ['the client for C++ (google-cloud-cpp; pyarrow, Arrow), the client for .NET', 'ECS tasks and pods with the sidecar',
    'they accept no metadata host but 169.254.169.254 and fd00:ec2::254', 'on EKS use the tokens of the cluster; otherwise run the program on EC2 or Lambda'],
  ['clients of November 2022 to 2023: Python google-auth 2.15.0 to 2.16.3, google-auth-library 8.7.0 for Node.js, google-auth-library-oauth2-http 1.13.0 to 1.16.0 for Java, golang.org/x/oauth2 v0.3.0 to v0.12.0 (such as rclone 1.60)',
    'ECS tasks and pods with the sidecar', 'they have the same check of the host', 'update to the minimum version below'],
  ['the Rust crate object_store (deltalake, obstore, polars without google-auth)', 'everywhere', 'it reads no `external_account` configuration',
    'polars: install google-auth; obstore: `GoogleCredentialProvider`; deltalake: pass a token'],
  ['ID tokens by google-auth (Python), google-auth-library (Node.js), the clients for Java and .NET, and `gcloud auth print-identity-token`', 'everywhere',
    'they mint none from an `external_account` configuration, by impersonation either', 'call `generateIdToken` of the IAM Service Account Credentials API'],
];

const MINIMUM: readonly (readonly string[])[] = [
  ['Node.js: google-auth-library', '8.7.0; of version 10, 10.6.1', '8.9.0'],
  ['Python: google-auth', '2.16.3', '2.17.0'],
  ['Go: golang.org/x/oauth2', 'that of rclone 1.60.1', 'v0.13.0'],
  ['Java: google-auth-library-oauth2-http', '1.57', '1.16.1'],
];

/** Sections on clients beyond the table: where they ran, which cannot get in and why, and from which version on they can. */
export function limitsSections(): string {
  return `## Functions and tasks

In the environment of a function and of a task with the sidecar, as synthesized, with impersonation:

${table(['client', 'EC2', 'Lambda', 'ECS task'], FURTHER)}

\`gcloud\`, google-auth for Python and google-auth-library for Node.js run there as well and list.

## Clients that cannot get in

${table(['client', 'where', 'why', 'way out'], CANNOT)}

\`rehearse\` runs the google-auth-library of the app, and warns of every copy below the app that is known to fail.

## Minimum versions

${table(['client', 'EC2 and Lambda: oldest that was run', 'ECS tasks and pods with the sidecar: first without the check of the host'], MINIMUM)}`;
}
