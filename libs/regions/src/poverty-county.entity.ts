import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One of the 832 counties, by its published name. */
@Entity('poverty_county')
export class PovertyCounty {
  @PrimaryColumn('integer')
  id!: number;

  @Column('text', { nullable: true })
  code!: string | null;

  @Column('text', { name: 'listed_name' })
  listedName!: string;

  @Column('text')
  prefecture!: string;

  @Column('text')
  province!: string;

  @Column('text', { name: 'code_2014', nullable: true })
  code2014!: string | null;

  @Column('text')
  note!: string;
}
