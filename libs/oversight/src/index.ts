export * from './findings/findings.queries';
export * from './findings/findings.service';
export * from './findings/fraud-watch';
export * from './oversight.manifest';
export * from './oversight.module';
