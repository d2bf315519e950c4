import type * as lambda from 'aws-cdk-lib/aws-lambda';

/** A function whose definition is in this app. */
export interface FunctionDefinition {
  readonly title: string;
  readonly construct: lambda.Function;
  readonly resource: lambda.CfnFunction;
}
