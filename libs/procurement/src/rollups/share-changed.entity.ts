import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That what a unit comes to has changed and is not folded into the sums yet. Triggers write it, in the transaction that changes it; each writer a row of its own, so that nobody waits. */
@Entity('share_changed')
@Index('share_changed_due', ['dueOn'])
export class ShareChanged {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  /** Null: every year, since the unit stands elsewhere. */
  @Column('smallint', { nullable: true })
  year!: number | null;

  /** The day from which it holds; before the first of all days where it holds at once. */
  @Column('date', { name: 'due_on', default: '-infinity' })
  dueOn!: string;
}
