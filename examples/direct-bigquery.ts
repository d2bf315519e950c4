// npx cdk synth --quiet --app 'npx ts-node -T --prefer-ts-exts examples/direct-bigquery.ts'
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as cdktf from 'cdktf';
import { GcpAccess, GcpFederatedRole, GcpFederationProps, GcpGrant } from '../lib';
import { GcpFederationStack } from '../lib/gcp';

/** An instance that queries one BigQuery dataset with no service account: the AWS role itself holds the grants. */
const federation: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'sales-analyst',
  access: GcpAccess.direct(),
  grants: [
    GcpGrant.bigQueryDataset('sales', 'roles/bigquery.dataViewer'), // the data
    GcpGrant.project('roles/bigquery.jobUser'), // the queries, which run and are billed in the project
  ],
};

const app = new App();
const stack = new Stack(app, 'direct-bigquery', { env: { account: federation.awsAccountId } });

const analyst = new GcpFederatedRole(stack, 'Analyst', federation);
const instance = new ec2.Instance(stack, 'Instance', {
  vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 }),
  instanceType: new ec2.InstanceType('t3.micro'),
  machineImage: ec2.MachineImage.latestAmazonLinux2023(),
  role: analyst.role,
});
analyst.addToInstance(instance, { replaceInstance: true });

const google = new cdktf.App();
new GcpFederationStack(google, 'gcp', federation);

google.synth();
app.synth();
