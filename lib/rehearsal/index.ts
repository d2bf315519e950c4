export * from './sandbox';
export * from './rehearse';
export * from './report';
