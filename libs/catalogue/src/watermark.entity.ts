import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far a job that counts in batches has come. */
@Entity('watermark')
export class Watermark {
  @PrimaryColumn('text')
  name!: string;

  @Column('timestamptz')
  at!: Date;
}
