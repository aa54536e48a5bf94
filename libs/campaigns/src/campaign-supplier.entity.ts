import type { SupplierAnswer } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a supplier says to its part of a campaign. */
@Entity('campaigns_supplier')
@Check('campaigns_supplier_answer', `(answer = 'asked'::text) = (answered_at IS NULL)`)
@Check('campaigns_supplier_answer_check', `answer = ANY (ARRAY['asked'::text, 'agreed'::text, 'declined'::text])`)
@Index('campaigns_supplier_asked', ['supplierId', 'campaignId'])
export class CampaignSupplier {
  @PrimaryColumn('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @PrimaryColumn('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text', { default: 'asked' })
  answer!: SupplierAnswer;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt!: Date | null;

  @Column('uuid', { name: 'answered_by', nullable: true })
  answeredBy!: string | null;

  /** How many points of sub-leaders it agreed to send to at most, by the policy of that day; null: it has not agreed, or before this was kept. */
  @Column('integer', { name: 'own_points', nullable: true })
  ownPoints!: number | null;
}
