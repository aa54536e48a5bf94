import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a campaign did, as it was published (公示); it stays as it was then. Sums in fen, weights in grams. */
@Entity('campaigns_publication')
@Index('campaigns_publication_latest', ['publishedAt', 'campaignId'])
export class Publication {
  @PrimaryColumn('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('bigint')
  grams!: number;

  @Column('integer')
  products!: number;

  @Column('integer')
  counties!: number;

  @Column('integer')
  households!: number;

  @Column('integer')
  people!: number;

  @Column('bigint', { name: 'paid_fen' })
  paidFen!: number;

  @Column('integer')
  participants!: number;

  @Column('integer')
  shares!: number;

  @Column('integer', { name: 'handed_shares' })
  handedShares!: number;

  @Column('uuid', { name: 'published_by' })
  publishedBy!: string;

  @Column('timestamptz', { name: 'published_at', default: () => 'clock_timestamp()' })
  publishedAt!: Date;

  /** When the term for objections is over and the campaign is settled. */
  @Column('timestamptz', { name: 'settles_at' })
  settlesAt!: Date;
}
