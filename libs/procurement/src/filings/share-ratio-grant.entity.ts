import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A ratio below the region's minimum that was granted to a unit for a year, with the document that grants it (R1). One at a time holds. */
@Entity('share_ratio_grant')
@Index('share_ratio_grant_holds', ['unitId', 'year'], { unique: true, where: `(revoked_at IS NULL)` })
@Check('share_ratio_grant_year_check', `year >= 2000 AND year <= 2999`)
@Check('share_ratio_grant_ratio_bp_check', `ratio_bp >= 0 AND ratio_bp <= 10000`)
@Check('share_ratio_grant_document_number_check', `document_number <> ''::text`)
@Check('share_ratio_grant_revoked', `(revoked_at IS NULL) = (revoked_by IS NULL)`)
export class ShareRatioGrant {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('smallint')
  year!: number;

  @Column('integer', { name: 'ratio_bp' })
  ratioBp!: number;

  /** 批准文号. */
  @Column('text', { name: 'document_number' })
  documentNumber!: string;

  /** The document itself, an evidence file. */
  @Column('uuid', { name: 'document_id', nullable: true })
  documentId!: string | null;

  @Column('text', { default: '' })
  reason!: string;

  @Column('uuid', { name: 'granted_by' })
  grantedBy!: string;

  @Column('timestamptz', { name: 'granted_at', default: () => 'clock_timestamp()' })
  grantedAt!: Date;

  /** Null: it holds. */
  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column('uuid', { name: 'revoked_by', nullable: true })
  revokedBy!: string | null;

  @Column('text', { name: 'revoke_reason', default: '' })
  revokeReason!: string;
}
