import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A place to deliver to, of a buyer's address book. */
@Entity({ name: 'address' })
export class AddressEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text')
  receiver!: string;

  @Column('text')
  phone!: string;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('text')
  detail!: string;

  @Column('boolean', { name: 'is_default', default: false })
  isDefault!: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
