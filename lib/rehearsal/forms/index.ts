export * from './loopback-form';
export * from './rehearsal-form';
