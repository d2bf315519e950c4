import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { hostFederation } from './federation';

/** What another team has deployed before: the role of hosts. */
const app = new App();
const stack = new Stack(app, 'platform', { env: { account: hostFederation.awsAccountId } });
new iam.Role(stack, 'Host', { roleName: hostFederation.roleName, path: '/platform/', assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
