import type { Channel, ProductStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('product')
@Check('product_status_check', `status = ANY (ARRAY['draft'::text, 'listed'::text, 'withdrawn'::text])`)
@Index('product_supplier', ['supplierId', 'id'])
@Index('product_county', ['countyCode', 'id'])
@Index('product_certificate', ['certificateId'])
@Index('product_updated', ['updatedAt', 'id'])
@Index('product_name', ['name'])
@Index('product_import_key', { synchronize: false })
export class Product {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('uuid', { name: 'certificate_id', nullable: true })
  certificateId!: string | null;

  @Column('text')
  name!: string;

  @Column('text', { name: 'category_slug' })
  categorySlug!: string;

  @Column('text', { name: 'county_code', nullable: true })
  countyCode!: string | null;

  @Column('text')
  description!: string;

  @Column('text', { array: true, default: '{}' })
  channels!: Channel[];

  @Column('text')
  status!: ProductStatus;

  @Column('text', { name: 'source_url', nullable: true })
  sourceUrl!: string | null;

  @Column('boolean', { default: false })
  demo!: boolean;

  @Column('text', { name: 'demo_fields', array: true, default: '{}' })
  demoFields!: string[];

  @Column('integer', { name: 'sold_count', default: 0 })
  soldCount!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;

  @Column('timestamptz', { name: 'listed_at', nullable: true })
  listedAt!: Date | null;

  /** The import that made it and was undone, until somebody puts it back on the shelves. */
  @Column('uuid', { name: 'undone_import', nullable: true })
  undoneImport!: string | null;
}
