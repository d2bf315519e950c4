export * from './forms';
export * from './rehearse';
export * from './report';
