export * from './add-to-task-definition-options';
