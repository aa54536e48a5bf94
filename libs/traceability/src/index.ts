export * from './batches.queries';
export * from './recall-batches';
export * from './register-batch';
export * from './ship-from-batches';
export * from './traceability.manifest';
export * from './traceability.module';
