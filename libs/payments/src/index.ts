export * from './payment-events';
export * from './payment-gateway';
export * from './payments.manifest';
export * from './payments.module';
export * from './payments.service';
export * from './refunds.service';
export * from './payments.events';
