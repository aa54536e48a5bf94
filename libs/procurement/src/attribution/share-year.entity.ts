import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What a unit's finished orders of a year come to, in fen. */
@Entity('share_year')
@Check('share_year_counted', `0 <= counted_fen AND counted_fen <= bought_fen`)
@Check('share_year_year_check', `year >= 2000 AND year <= 2999`)
export class ShareYearSum {
  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @PrimaryColumn('smallint')
  year!: number;

  @Column('bigint', { name: 'bought_fen' })
  boughtFen!: number;

  /** Of goods certified when they were ordered (R29): what fulfils the reserved share. */
  @Column('bigint', { name: 'counted_fen' })
  countedFen!: number;
}
