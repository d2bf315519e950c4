export * from './add-to-pod-options';
export * from './kubernetes-pod-options';
export * from './kubernetes-service-account';
