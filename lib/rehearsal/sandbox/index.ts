export * from './choose-form';
export * from './loopback-form';
export * from './machine-form';
export * from './namespace';
export * from './namespace-form';
export * from './rehearsal-form';
