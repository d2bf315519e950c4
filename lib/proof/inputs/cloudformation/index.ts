export * from './aws-configuration';
export { type KubernetesObject, kubernetesObjects } from './kubernetes-objects';
export * from './read-aws-configuration';
export { assetPath, resourceOf, type Template, type TemplateResource } from './template';
export { partitionOf, TemplateValues } from './template-values';
export { launchOf } from './workloads/machines';
export { API_TOKEN } from './workloads/pods';
export { zipEntries } from './zip-entries';
