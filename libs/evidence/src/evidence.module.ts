import { Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { EvidenceFiles } from './evidence-files';
import { Evidence } from './evidence.service';
import { VirusScan } from './virus-scan';

/** Files that prove something: taken in, shown to those who may look, referred to by other contexts. */
@Module({ imports: [AuditModule], providers: [Evidence, EvidenceFiles, VirusScan], exports: [Evidence, EvidenceFiles] })
export class EvidenceModule {}
