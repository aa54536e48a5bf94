import type { HandOutProof } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** That what a pledge holds was handed out at a point, and on which proof; written once. */
@Entity('campaigns_hand_out')
@Check('campaigns_hand_out_proof_check', `proof = ANY (ARRAY['code'::text, 'signature'::text])`)
@Check(
  'campaigns_hand_out_signed',
  `(proof = 'signature'::text) = ((signed_name <> ''::text) AND (signature <> ''::text))`,
)
export class HandOut {
  @PrimaryColumn('uuid', { name: 'pledge_id' })
  pledgeId!: string;

  @Column('text')
  proof!: HandOutProof;

  @Column('text', { name: 'signed_name', default: '' })
  signedName!: string;

  /** Strokes on a field of 600 × 200, as an SVG path. */
  @Column('text', { default: '' })
  signature!: string;

  /** By the phone's clock, which may have been without signal for days. */
  @Column('timestamptz', { name: 'said_at' })
  saidAt!: Date;

  @Column('timestamptz', { name: 'recorded_at', default: () => 'clock_timestamp()' })
  recordedAt!: Date;

  @Column('uuid', { name: 'recorded_by' })
  recordedBy!: string;
}
