import { Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { PolicySettings } from './policy-settings';

/** Who sets numbers that differ by year and region, and within which bounds. Reading them is the platform's. */
@Module({ imports: [AuditModule], providers: [PolicySettings], exports: [PolicySettings] })
export class PolicyModule {}
