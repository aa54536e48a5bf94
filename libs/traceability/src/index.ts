export * from './batches.queries';
export * from './register-batch';
export * from './ship-from-batches';
export * from './traceability.module';
