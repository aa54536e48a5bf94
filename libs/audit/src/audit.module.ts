import { Global, Module } from '@nestjs/common';
import { AuditLog } from './audit-log';

/** The trail of who did what, for every context. */
@Global()
@Module({ providers: [AuditLog], exports: [AuditLog] })
export class AuditModule {}
