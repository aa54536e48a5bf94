import { Module } from '@nestjs/common';
import { Certificate } from './certificate.entity';
import { Certificates } from './certificates.queries';

export const CERTIFICATION_ENTITIES = [Certificate];

@Module({ providers: [Certificates], exports: [Certificates] })
export class CertificationModule {}
