import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A category of produce, two levels deep, by its slug. */
@Entity('category')
export class Category {
  @PrimaryColumn('text')
  slug!: string;

  @Column('text', { unique: true })
  name!: string;

  @Column('text', { name: 'parent_slug', nullable: true })
  parentSlug!: string | null;

  @Column('integer')
  position!: number;
}
