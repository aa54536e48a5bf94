import type { InvitationStatus, MemberDuty, MemberRole } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** An organisation asks whoever a login belongs to to become a member. */
@Entity('invitation')
@Check('invitation_check', `(status = 'pending'::text) = (ended_at IS NULL)`)
@Check(
  'invitation_duties',
  `(duties <@ ARRAY['buy'::text, 'approve'::text, 'accept'::text, 'pay'::text]) AND ((role = 'clerk'::text) OR (duties = '{}'::text[]))`,
)
@Check('invitation_region_prefix_check', `region_prefix ~ '^([0-9]{2}){0,3}$'::text`)
@Check('invitation_role_check', `role = ANY (ARRAY['manager'::text, 'clerk'::text, 'viewer'::text])`)
@Check(
  'invitation_status_check',
  `status = ANY (ARRAY['pending'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text, 'expired'::text])`,
)
export class Invitation {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  /** In lower case, as accounts have it. */
  @Column('text')
  login!: string;

  @Column('text')
  role!: MemberRole;

  /** What a clerk of a budget unit is to do there. */
  @Column('text', { array: true, default: () => "'{}'" })
  duties!: MemberDuty[];

  @Column('text', { name: 'region_prefix', default: '' })
  regionPrefix!: string;

  /** Whose place the person takes, 交接. */
  @Column('uuid', { name: 'replaces_id', nullable: true })
  replacesId!: string | null;

  @Column('uuid', { name: 'invited_by' })
  invitedBy!: string;

  @Column('timestamptz', { name: 'invited_at', default: () => 'clock_timestamp()' })
  invitedAt!: Date;

  /** When its mail was last sent. */
  @Column('timestamptz', { name: 'sent_at', default: () => 'clock_timestamp()' })
  sentAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('text')
  status!: InvitationStatus;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
