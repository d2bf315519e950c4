export * from './add-to-pod-options';
