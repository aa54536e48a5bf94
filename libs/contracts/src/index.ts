export * from './catalogue';
export * from './common';
export * from './console';
export * from './identity';
export * from './labels';
export * from './orders';
export * from './paths';
export * from './routes';
