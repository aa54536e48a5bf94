import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What the demo has made, so that it is written once and builds on nothing else. */
@Entity('demo_object')
@Check(
  'demo_object_kind_check',
  `kind = ANY (ARRAY['supplier'::text, 'product'::text, 'certificate'::text, 'office'::text, 'account'::text, 'household'::text])`,
)
export class DemoObject {
  @PrimaryColumn('text')
  kind!: 'supplier' | 'product' | 'certificate' | 'office' | 'account' | 'household';

  @PrimaryColumn('uuid')
  id!: string;

  @Column('timestamptz', { name: 'made_at', default: () => 'now()' })
  madeAt!: Date;
}
