export * from './evidence-list';
export * from './evidence-tile';
export * from './evidence-upload';
export * from './evidence-viewer';
export type { LabelledEvidence } from './pages';
