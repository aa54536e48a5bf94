import type { UnitChangeKind, UnitChangeStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That a unit was renamed, merged or abolished, as it reports itself. At most one report of a unit waits. */
@Entity('unit_change')
@Index('unit_change_open', ['unitId'], { unique: true, where: `(status = 'waiting'::text)` })
@Index('unit_change_of_unit', ['unitId', 'createdAt', 'id'])
@Check('unit_change_kind_check', `kind = ANY (ARRAY['renamed'::text, 'merged'::text, 'abolished'::text])`)
@Check(
  'unit_change_status_check',
  `status = ANY (ARRAY['waiting'::text, 'accepted'::text, 'returned'::text, 'withdrawn'::text, 'lapsed'::text])`,
)
@Check(
  'unit_change_said',
  `(new_name IS NOT NULL) = (kind = 'renamed'::text) AND (successor_id IS NOT NULL) = (kind = 'merged'::text)`,
)
@Check('unit_change_successor', `successor_id <> unit_id`)
export class UnitChange {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('text')
  kind!: UnitChangeKind;

  @Column('text', { name: 'new_name', nullable: true })
  newName!: string | null;

  /** The unit that it is merged into. */
  @Column('uuid', { name: 'successor_id', nullable: true })
  successorId!: string | null;

  /** From when on it holds by the document. */
  @Column('date', { name: 'effective_on' })
  effectiveOn!: string;

  /** The document, an evidence file. */
  @Column('uuid', { name: 'proof_id' })
  proofId!: string;

  @Column('text', { default: '' })
  remark!: string;

  @Column('text')
  status!: UnitChangeStatus;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}
