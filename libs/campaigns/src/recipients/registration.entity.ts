import type { RegistrableKind, RegistrantType, RegistrationStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An organisation that somebody registers: it has a seat once an office has approved it. */
@Entity('campaigns_registration')
@Index('campaigns_registration_waiting', ['creditCode'], { unique: true, where: `(status = 'waiting'::text)` })
@Check('campaigns_registration_kind_check', `kind = ANY (ARRAY['company'::text, 'recipient'::text])`)
@Check(
  'campaigns_registration_type_check',
  `type = ANY (ARRAY['enterprise'::text, 'union'::text, 'school'::text, 'street'::text, 'charity'::text, 'hospital'::text, 'welfare'::text, 'disaster_office'::text])`,
)
@Check('campaigns_registration_proof_check', `cardinality(proof) > 0`)
@Check(
  'campaigns_registration_status_check',
  `status = ANY (ARRAY['waiting'::text, 'approved'::text, 'returned'::text, 'withdrawn'::text])`,
)
@Check('campaigns_registration_seat', `(status = 'approved'::text) = (organisation_id IS NOT NULL)`)
export class Registration {
  @PrimaryColumn('uuid')
  id!: string;

  /** Who registers, and manages it afterwards. */
  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text')
  kind!: RegistrableKind;

  @Column('text')
  type!: RegistrantType;

  @Column('text')
  name!: string;

  @Column('text', { name: 'credit_code' })
  creditCode!: string;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  /** `{ name, phone }` as JSON, sealed to this row. */
  @Column('text', { name: 'contact_sealed' })
  contactSealed!: string;

  @Column('uuid', { array: true })
  proof!: string[];

  @Column('text')
  status!: RegistrationStatus;

  @Column('uuid', { name: 'organisation_id', nullable: true })
  organisationId!: string | null;

  @Column('timestamptz', { name: 'submitted_at', default: () => 'clock_timestamp()' })
  submittedAt!: Date;
}
