import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened to a supplier: only ever added to. */
@Entity('supplier_step')
export class SupplierStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text')
  action!: string;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: string | null;

  @Column('text', { name: 'to_status' })
  toStatus!: string;

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text', { name: 'actor_name' })
  actorName!: string;

  @Column('text')
  seat!: string;

  @Column('text', { default: '' })
  reason!: string;

  @Column('uuid', { array: true, default: '{}' })
  evidence!: string[];

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
