import type { RosterDone, RosterRow } from '@yigou/contracts';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A roster of units that was read and waits to be confirmed; afterwards what it did. */
@Entity('unit_roster_import')
@Check('unit_roster_import_done', `(confirmed_at IS NULL) = (done IS NULL)`)
export class UnitRosterImport {
  @PrimaryColumn('uuid')
  id!: string;

  /** The supervising unit. */
  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('text', { name: 'file_name' })
  fileName!: string;

  /** Empty once it was confirmed. */
  @Column('jsonb')
  rows!: RosterRow[];

  /** Of what the preview said would happen. */
  @Column('text', { name: 'plan_hash' })
  planHash!: string;

  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  @Column('jsonb', { nullable: true })
  done!: RosterDone | null;
}
