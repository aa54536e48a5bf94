export * from './begin-region-changes';
export * from './region-changes.service';
