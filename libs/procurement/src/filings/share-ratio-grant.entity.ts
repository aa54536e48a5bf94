import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A ratio below the region's minimum that was granted to a unit for a year, with the document that grants it (R1). */
@Entity('share_ratio_grant')
@Check('share_ratio_grant_year_check', `year >= 2000 AND year <= 2999`)
@Check('share_ratio_grant_ratio_bp_check', `ratio_bp >= 0 AND ratio_bp <= 10000`)
@Check('share_ratio_grant_document_number_check', `document_number <> ''::text`)
export class ShareRatioGrant {
  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @PrimaryColumn('smallint')
  year!: number;

  @Column('integer', { name: 'ratio_bp' })
  ratioBp!: number;

  /** 批准文号. */
  @Column('text', { name: 'document_number' })
  documentNumber!: string;

  /** The document itself, an evidence file. */
  @Column('uuid', { name: 'document_id', nullable: true })
  documentId!: string | null;

  @Column('uuid', { name: 'granted_by' })
  grantedBy!: string;

  @Column('timestamptz', { name: 'granted_at', default: () => 'clock_timestamp()' })
  grantedAt!: Date;
}
