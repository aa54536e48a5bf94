import { defineContext } from '@yigou/platform';
import { AuditModule } from './audit.module';
import { AUDIT_ENTITIES } from './entities';

export const AUDIT = defineContext({
  name: 'audit',
  module: AuditModule,
  entities: AUDIT_ENTITIES,
  tables: ['audit_entry'],
});
