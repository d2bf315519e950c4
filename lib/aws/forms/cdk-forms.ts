import { Stack } from 'aws-cdk-lib';
import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct, IConstruct } from 'constructs';
import { instance } from '../../federation/json/form';
import { isResource } from '../ec2/referred-element';

const isConstructWith = (value: object, property: string) => Construct.isConstruct(value) && property in value;

const hasResource = (value: object, type: string) => Construct.isConstruct(value) && isResource(value.node.defaultChild, type);

/** Any construct. */
export const CONSTRUCT = instance<IConstruct>('a construct', value => Construct.isConstruct(value));

/** An IAM role, of this app or imported. */
export const ROLE = instance<iam.IRole>("an IAM role, such as iam.Role.fromRoleName(this, 'Role', 'NAME')",
  value => 'roleArn' in value && 'assumeRoleAction' in value);

/** What may assume a role. */
export const PRINCIPAL = instance<iam.IPrincipal>("an IAM principal, such as new iam.ServicePrincipal('ec2.amazonaws.com')",
  value => 'assumeRoleAction' in value);

/** An EC2 instance of this app: an imported one takes no user data. */
export const INSTANCE = instance<ec2.Instance>('an ec2.Instance of this app',
  value => isResource((value as Partial<ec2.Instance>).instance, 'AWS::EC2::Instance'));

/** An Auto Scaling group of this app. */
export const AUTO_SCALING_GROUP = instance<autoscaling.AutoScalingGroup>('an autoscaling.AutoScalingGroup of this app',
  value => 'osType' in value && hasResource(value, 'AWS::AutoScaling::AutoScalingGroup'));

/** A launch template of this app. */
export const LAUNCH_TEMPLATE = instance<ec2.LaunchTemplate>('an ec2.LaunchTemplate of this app',
  value => hasResource(value, 'AWS::EC2::LaunchTemplate'));

/** User data of any kind. */
export const USER_DATA = instance<ec2.UserData>('an ec2.UserData, such as ec2.UserData.forLinux()',
  value => 'addCommands' in value && 'render' in value);

/** A Lambda function, version or alias. */
export const FUNCTION = instance<lambda.IFunction>('a lambda.Function', value => isConstructWith(value, 'functionArn'));

/** An ECS task definition. */
export const TASK_DEFINITION = instance<ecs.ITaskDefinition>('an ecs.TaskDefinition, such as ecs.FargateTaskDefinition',
  value => isConstructWith(value, 'taskDefinitionArn'));

/** Whether something is in a stack of AWS CDK. */
export function isInStack(scope: IConstruct): boolean {
  return scope.node.scopes.some(Stack.isStack);
}
