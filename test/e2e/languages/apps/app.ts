import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { GcpAccess, GcpDelivery, GcpFederatedRole, GcpGrant, GcpSubject } from '../../../../lib';

const project = { gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333' };
const env = { account: project.awsAccountId, region: 'eu-central-1' };
const app = new App();

const instances = new Stack(app, 'instances', { env });
const vpc = ec2.Vpc.fromVpcAttributes(instances, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-central-1a'], privateSubnetIds: ['subnet-1'] });
const host = { vpc, instanceType: new ec2.InstanceType('t3.micro'), machineImage: ec2.MachineImage.latestAmazonLinux2023() };

const reader = new GcpFederatedRole(instances, 'Reader', {
  ...project,
  roleName: 'gcs-reader',
  path: '/reports/',
  access: GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: 1800 }),
  grants: [
    GcpGrant.project('roles/storage.objectViewer'),
    GcpGrant.bucket('my-reports', 'roles/storage.objectViewer', { condition: { title: 'reports', expression: "resource.name.startsWith('reports')" } }),
  ],
});
reader.addToInstance(new ec2.Instance(instances, 'Host', { ...host, role: reader.role }), { requireImdsv2: true, metadataHopLimit: 2 });
reader.addOutputs();

const direct = new GcpFederatedRole(instances, 'Direct', { ...project, roleName: 'direct-reader', access: GcpAccess.direct(), subject: GcpSubject.userId() });
direct.addToInstance(new ec2.Instance(instances, 'Running', { ...host, role: direct.role }), { deliverBy: GcpDelivery.association({ schedule: 'rate(12 hours)' }) });

const functions = new Stack(app, 'functions', { env });
const caller = new GcpFederatedRole(functions, 'Caller', { ...project, roleName: 'gcs-caller', poolId: 'functions' });
caller.addToFunction(new lambda.Function(functions, 'Fn', {
  functionName: 'gcs-caller',
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline('def handler(event, context): return event'),
  role: caller.role,
}));

const file = new Stack(app, 'file', { env });
const described = GcpFederatedRole.fromJsonFile(file, 'Described', 'federation.json', { credentialConfigPath: '/opt/gcp.json' });
described.addToUserData(ec2.UserData.forLinux());
void described.instanceProfile;
described.addOutputs();

app.synth();
