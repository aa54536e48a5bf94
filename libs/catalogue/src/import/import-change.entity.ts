import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a run of an import made, or changed and what it was before: as much as it takes to undo it. */
@Entity('import_change')
@Check('import_change_kind_check', `kind = ANY (ARRAY['supplier'::text, 'product'::text, 'sku'::text])`)
@Check('import_change_outcome_check', `outcome = ANY (ARRAY['undone'::text, 'kept'::text])`)
@Index('import_change_open', ['runId', 'productId'], { where: `(outcome IS NULL)` })
export class ImportChange {
  @PrimaryColumn('uuid', { name: 'run_id' })
  runId!: string;

  @PrimaryColumn('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('text')
  kind!: 'supplier' | 'product' | 'sku';

  /** Null for a supplier. */
  @Column('uuid', { name: 'product_id', nullable: true })
  productId!: string | null;

  /** The run made it, or put it back on sale after another run that made it was undone. */
  @Column('boolean')
  made!: boolean;

  /** The fields that the run changed, as they were; empty for what it made. */
  @Column('jsonb', { default: {} })
  before!: unknown;

  /** The same fields as the run left them; of what it made, all. */
  @Column('jsonb', { default: {} })
  after!: unknown;

  /** Pieces that the run added to the stock. */
  @Column('integer', { default: 0 })
  delta!: number;

  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;

  /** Null until the run is undone. */
  @Column('text', { nullable: true })
  outcome!: 'undone' | 'kept' | null;

  /** Why it was kept. */
  @Column('text', { nullable: true })
  obstacle!: string | null;
}
