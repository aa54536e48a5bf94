import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a supplier grants to budget units; no row: nothing. */
@Entity('order_selling_terms')
export class OrderSellingTerms {
  @PrimaryColumn('uuid', { name: 'supplier_id' })
  supplierId!: string;

  /** Units may pay after acceptance (先货后款). */
  @Column('boolean', { name: 'on_acceptance' })
  onAcceptance!: boolean;

  @Column('uuid', { name: 'changed_by' })
  changedBy!: string;

  @Column('timestamptz', { name: 'changed_at', default: () => 'clock_timestamp()' })
  changedAt!: Date;
}
