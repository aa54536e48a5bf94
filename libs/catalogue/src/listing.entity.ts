import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The read model of the shelves, one row per product on sale; rewritten with the write that changes it. */
@Entity('listing')
export class Listing {
  @PrimaryColumn('uuid', { name: 'product_id' })
  productId!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'photo_key', nullable: true })
  photoKey!: string | null;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text', { name: 'supplier_name' })
  supplierName!: string;

  @Column({ type: 'text', name: 'county_code', collation: 'C', nullable: true })
  countyCode!: string | null;

  @Column('text', { name: 'county_name', nullable: true })
  countyName!: string | null;

  @Column('text', { name: 'county_path', nullable: true })
  countyPath!: string | null;

  @Column('text', { name: 'category_slug' })
  categorySlug!: string;

  @Column('text', { name: 'category_parent' })
  categoryParent!: string;

  @Column('text', { array: true })
  channels!: string[];

  @Column('text', { array: true })
  mechanisms!: string[];

  @Column('bigint', { name: 'price_fen' })
  priceFen!: number;

  @Column('bigint', { name: 'unit_price_fen', nullable: true })
  unitPriceFen!: number | null;

  @Column('bigint', { name: 'market_price_fen', nullable: true })
  marketPriceFen!: number | null;

  @Column('uuid', { name: 'sku_ids', array: true })
  skuIds!: string[];

  @Column('integer', { name: 'sold_count' })
  soldCount!: number;

  @Column('integer', { nullable: true })
  households!: number | null;

  @Column('text', { name: 'certificate_number', nullable: true })
  certificateNumber!: string | null;

  @Column('date', { name: 'certified_from', nullable: true })
  certifiedFrom!: string | null;

  @Column('date', { name: 'certified_to', nullable: true })
  certifiedTo!: string | null;

  @Column('boolean')
  demo!: boolean;

  @Column({ type: 'timestamptz', name: 'listed_at', precision: 3 })
  listedAt!: Date;

  @Column('bigint')
  score!: number;

  @Column('tsvector')
  terms!: string;

  @Column('text', { array: true })
  words!: string[];

  @Column('text')
  spelling!: string;

  @Column('date', { name: 'shelf_to', nullable: true })
  shelfTo!: string | null;

  /** Columns of the product file that were made up for the demo. */
  @Column('text', { name: 'demo_fields', array: true, default: '{}' })
  demoFields!: string[];

  @Column('boolean', { name: 'certificate_demo', default: false })
  certificateDemo!: boolean;
}
