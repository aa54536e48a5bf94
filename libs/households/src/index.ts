export * from './households.module';
