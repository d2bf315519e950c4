export * from './federation';
export type { GcpKubernetesFederationProps } from './props';
