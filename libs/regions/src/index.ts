export * from './changes';
export * from './division-data';
export * from './region-directory';
export * from './region-loader';
export * from './region-names';
export * from './regions.events';
export * from './regions.manifest';
export * from './regions.module';
