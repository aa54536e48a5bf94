import { defineContext } from '@yigou/platform';
import { AuditModule } from './audit.module';

export const AUDIT = defineContext({
  name: 'audit',
  module: AuditModule,
  tables: ['audit_entry'],
});
