import type { HouseholdStatus } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A registered household, 建档立卡户: sealed personal data, with masks for lists. */
@Entity('household')
@Check('household_people_check', `people >= 1 AND people <= 50`)
@Check('household_status_check', `status = ANY (ARRAY['registered'::text, 'risen'::text, 'monitored'::text])`)
export class Household {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column('text')
  township!: string;

  @Column('text')
  village!: string;

  @Column('text', { name: 'name_sealed' })
  nameSealed!: string;

  @Column('text', { name: 'id_number_sealed' })
  idNumberSealed!: string;

  @Column('text', { name: 'key_id' })
  keyId!: string;

  @Column('bytea', { name: 'id_blind', unique: true })
  idBlind!: Buffer;

  @Column('text', { name: 'name_masked' })
  nameMasked!: string;

  @Column('text', { name: 'id_masked' })
  idMasked!: string;

  @Column('integer')
  people!: number;

  @Column('text')
  status!: HouseholdStatus;

  @Column('boolean', { default: false })
  demo!: boolean;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
