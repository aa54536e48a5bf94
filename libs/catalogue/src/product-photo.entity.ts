import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A photo of a product, by its place among the others. */
@Entity('product_photo')
export class ProductPhoto {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('text')
  key!: string;

  @Column('text')
  alt!: string;

  @Column('integer')
  position!: number;
}
