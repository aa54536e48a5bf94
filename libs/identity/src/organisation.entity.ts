import type { OrganisationKind, SupplierKind } from '@yigou/contracts';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('organisation')
export class Organisation {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  kind!: OrganisationKind;

  /** Set for suppliers alone. */
  @Column('text', { name: 'supplier_kind', nullable: true })
  supplierKind!: SupplierKind | null;

  @Column('text')
  name!: string;

  /** Unified social credit code, 统一社会信用代码. */
  @Column('text', { name: 'credit_code', nullable: true, unique: true })
  creditCode!: string | null;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  /** Made up for the demonstration; shown as 演示. */
  @Column('boolean', { default: false })
  demo!: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
