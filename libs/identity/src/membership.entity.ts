import type { MemberDuty, MemberRole } from '@yigou/contracts';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A person's place in an organisation. Removing the row ends the role at the next request. */
@Entity('membership')
@Check(
  'membership_duties',
  `(duties <@ ARRAY['buy'::text, 'approve'::text, 'accept'::text, 'pay'::text]) AND ((role = 'clerk'::text) OR (duties = '{}'::text[]))`,
)
@Check('membership_region_prefix_check', `region_prefix ~ '^([0-9]{2}){0,3}$'::text`)
@Check('membership_role_check', `role = ANY (ARRAY['manager'::text, 'clerk'::text, 'viewer'::text])`)
export class Membership {
  @PrimaryColumn('uuid', { name: 'user_id' })
  userId!: string;

  @PrimaryColumn('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('text')
  role!: MemberRole;

  /** What a clerk of a budget unit may do there; a manager may do all of it. */
  @Column('text', { array: true, default: () => "'{}'" })
  duties!: MemberDuty[];

  /** Prefix of the region codes an administrator may see; empty is the whole country. */
  @Column('text', { name: 'region_prefix', default: '' })
  regionPrefix!: string;

  /** The end of a place that is held for somebody; null for a place of one's own. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  /** The consent that the place rests on, 代办授权. */
  @Column('uuid', { name: 'mandate_id', nullable: true })
  mandateId!: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
