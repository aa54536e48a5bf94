export * from './evidence.module';
export * from './evidence.service';
