export * from './loopback-form';
export * from './namespace';
export * from './namespace-form';
export * from './rehearsal-form';
