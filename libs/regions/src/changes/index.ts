export * from './begin-region-changes';
export * from './region-change.queries';
export * from './region-changes.service';
