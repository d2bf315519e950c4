import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';

/** A function whose code is in the template. */
export function inlineFunction(stack: Stack, id: string, props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  return new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => 1;'),
    ...props,
  });
}

export interface Resource {
  readonly id: string;
  readonly properties: Record<string, any>;
}

export function resources(stack: Stack, type: string): Resource[] {
  return Object.entries(Template.fromStack(stack).findResources(type)).map(([id, { Properties: properties }]) => ({ id, properties }));
}
