export * from './add-to-function-options';
