import type { HelperTitle } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A consent by which a helper acts for a household or a supplier, 代办授权. */
@Entity('mandate')
@Check('mandate_check', `(household_id IS NULL) <> (supplier_id IS NULL)`)
@Check(
  'mandate_title_check',
  `title = ANY (ARRAY['first_secretary'::text, 'work_team'::text, 'village_cadre'::text, 'responsible'::text])`,
)
export class Mandate {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  code!: string;

  @Column('uuid', { name: 'helper_id' })
  helperId!: string;

  @Column('text')
  title!: HelperTitle;

  @Column('uuid', { name: 'household_id', nullable: true })
  householdId!: string | null;

  @Column('uuid', { name: 'supplier_id', nullable: true })
  supplierId!: string | null;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('uuid', { name: 'consent_evidence_id' })
  consentEvidenceId!: string;

  @Column('text', { name: 'consent_note' })
  consentNote!: string;

  @Column('uuid', { name: 'granted_by' })
  grantedBy!: string;

  @Column('timestamptz', { name: 'granted_at', default: () => 'clock_timestamp()' })
  grantedAt!: Date;

  @Column('date', { name: 'ends_on' })
  endsOn!: string;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column('text', { name: 'revoked_reason', nullable: true })
  revokedReason!: string | null;
}
