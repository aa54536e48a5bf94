import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A looser value of a policy parameter that waits for a second person. */
@Entity('policy_proposal')
@Check(
  'policy_proposal_check',
  `(decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)`,
)
@Check('policy_proposal_check1', `decision <> 'confirm'::text OR decided_by <> proposed_by`)
@Check('policy_proposal_decision_check', `decision = ANY (ARRAY['confirm'::text, 'reject'::text])`)
export class PolicyProposal {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'region_prefix' })
  regionPrefix!: string;

  @Column('text')
  category!: string;

  @Column('timestamptz', { name: 'effective_from', nullable: true })
  effectiveFrom!: Date | null;

  @Column('jsonb')
  value!: unknown;

  @Column('text')
  source!: string;

  @Column('uuid', { name: 'proposed_by' })
  proposedBy!: string;

  @Column('timestamptz', { name: 'proposed_at', default: () => 'clock_timestamp()' })
  proposedAt!: Date;

  @Column('text', { nullable: true })
  decision!: 'confirm' | 'reject' | null;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('text', { nullable: true })
  reason!: string | null;
}
