import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A harvest or production lot of a certified product, in grams, 批次. */
@Entity('batch')
@Check('batch_check', `shipped_grams >= 0 AND shipped_grams <= quantity_grams`)
@Check('batch_quantity_grams_check', `quantity_grams > 0`)
export class Batch {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('uuid', { name: 'certificate_id' })
  certificateId!: string;

  @Column('date', { name: 'harvested_on' })
  harvestedOn!: string;

  @Column('bigint', { name: 'quantity_grams' })
  quantityGrams!: number;

  @Column('bigint', { name: 'shipped_grams', default: 0 })
  shippedGrams!: number;

  @Column('uuid', { name: 'report_evidence_id', nullable: true })
  reportEvidenceId!: string | null;

  @Column('text', { default: '' })
  inspection!: string;

  @Column('text', { default: '' })
  note!: string;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  /** Since when nothing of it is sent any more; null: it is not recalled. */
  @Column('timestamptz', { name: 'recalled_at', nullable: true })
  recalledAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}
