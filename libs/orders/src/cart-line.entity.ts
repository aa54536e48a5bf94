import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Pieces of a SKU in a cart. */
@Entity('cart_line')
@Check('cart_line_quantity_check', `quantity >= 1 AND quantity <= 9999`)
export class CartLine {
  @PrimaryColumn('uuid', { name: 'cart_id' })
  cartId!: string;

  @PrimaryColumn('uuid', { name: 'sku_id' })
  skuId!: string;

  @Column('integer')
  quantity!: number;

  @Column('timestamptz', { name: 'added_at', default: () => 'now()' })
  addedAt!: Date;
}
