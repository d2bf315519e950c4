export * from './read-google-configuration';
