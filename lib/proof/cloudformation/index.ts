export * from './aws-configuration';
export * from './read-aws-configuration';
export { partitionOf, type PartialText } from './template-values';
