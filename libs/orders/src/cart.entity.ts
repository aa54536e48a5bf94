import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A person's cart, or with a token a visitor's. */
@Entity('cart')
@Check('cart_check', `(user_id IS NULL) <> (token_hash IS NULL)`)
export class Cart {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'user_id', nullable: true, unique: true })
  userId!: string | null;

  @Column('bytea', { name: 'token_hash', nullable: true, unique: true })
  tokenHash!: Buffer | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** The network address of a visitor (an IPv4 address, or the /64 of an IPv6 address), while it counts. */
  @Column('text', { name: 'made_from', nullable: true })
  madeFrom!: string | null;
}
