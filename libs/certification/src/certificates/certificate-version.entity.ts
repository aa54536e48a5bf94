import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A certificate as it was issued, once per version. */
@Entity('certificate_version')
export class CertificateVersion {
  @PrimaryColumn('uuid', { name: 'certificate_id' })
  certificateId!: string;

  @PrimaryColumn('integer')
  version!: number;

  @Column('text', { name: 'product_name' })
  productName!: string;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('text')
  level!: string;

  @Column('date', { name: 'valid_from' })
  validFrom!: string;

  @Column('date', { name: 'valid_to' })
  validTo!: string;

  @Column('integer', { nullable: true })
  households!: number | null;

  @Column('integer', { nullable: true })
  people!: number | null;

  @Column('jsonb', { default: [] })
  scope!: unknown;

  @Column('uuid', { name: 'application_id', nullable: true })
  applicationId!: string | null;

  @Column('timestamptz', { name: 'issued_at', default: () => 'clock_timestamp()' })
  issuedAt!: Date;
}
