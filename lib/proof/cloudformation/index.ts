export * from './aws-configuration';
export * from './read-aws-configuration';
export { PartialText, partitionOf } from './template-values';
