// npx cdk synth --quiet --app 'npx ts-node -T --prefer-ts-exts examples/lambda.ts'
import { App, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as cdktf from 'cdktf';
import { GcpFederatedRole, GcpFederationProps, GcpGrant } from '../lib';
import { GcpFederationStack } from '../lib/gcp';

/** A function that calls Google Cloud with an unmodified client. */
const federation: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'gcs-reader',
  grants: [GcpGrant.bucket('my-reports', 'roles/storage.objectViewer')],
};

const app = new App();
const stack = new Stack(app, 'lambda', { env: { account: federation.awsAccountId } });

const reader = new GcpFederatedRole(stack, 'Reader', federation);
const fn = new lambda.Function(stack, 'Fn', {
  role: reader.role,
  functionName: 'gcs-reader',
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline('def handler(event, context): return "bundle google-cloud-storage with your own code"'),
});
reader.addToFunction(fn);

const google = new cdktf.App();
new GcpFederationStack(google, 'gcp', federation);

google.synth();
app.synth();
