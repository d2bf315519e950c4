export * from './find-workloads';
export * from './instances';
export * from './workload';
