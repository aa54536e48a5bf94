import type { OrganisationKind, ReviewLevel, SupplierKind } from '@yigou/contracts';
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

  /** The level at which an administration reviews; null: by the length of its members' region prefix. */
  @Column('text', { name: 'review_level', nullable: true })
  reviewLevel!: ReviewLevel | null;

  /** Set for the administration of a township, which has no code of its own. */
  @Column('text', { nullable: true })
  township!: string | null;

  /** Made up for the demonstration; shown as 演示. */
  @Column('boolean', { default: false })
  demo!: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
