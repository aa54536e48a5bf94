import type { MemberRole } from '@yigou/contracts';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A person's place in an organisation. Removing the row ends the role at the next request. */
@Entity('membership')
export class Membership {
  @PrimaryColumn('uuid', { name: 'user_id' })
  userId!: string;

  @PrimaryColumn('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('text')
  role!: MemberRole;

  /** Prefix of the region codes an administrator may see; empty is the whole country. */
  @Column('text', { name: 'region_prefix', default: '' })
  regionPrefix!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
