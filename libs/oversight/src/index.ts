export * from './disputes/dispute-pack';
export * from './findings/findings.queries';
export * from './findings/findings.service';
export * from './findings/fraud-watch';
export * from './oversight.manifest';
export * from './records/audit-pack';
export * from './records/unit-records.queries';
export * from './oversight.module';
