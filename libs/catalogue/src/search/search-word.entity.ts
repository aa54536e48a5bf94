import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A word that suggestions offer, with its pinyin and initials. */
@Entity('search_word')
@Check('search_word_kind_check', `kind = ANY (ARRAY['product'::text, 'county'::text, 'category'::text])`)
export class SearchWord {
  @PrimaryColumn('text')
  kind!: 'product' | 'county' | 'category';

  @PrimaryColumn('text')
  value!: string;

  @Column({ type: 'text', collation: 'C' })
  word!: string;

  @Column({ type: 'text', collation: 'C' })
  pinyin!: string;

  @Column({ type: 'text', collation: 'C' })
  initials!: string;

  @Column('integer', { default: 0 })
  uses!: number;
}
