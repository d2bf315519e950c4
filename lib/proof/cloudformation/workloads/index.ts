export * from './workloads-of';
