import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Grams of a batch that a household delivered. */
@Entity('batch_household')
@Check('batch_household_grams_check', `grams >= 0`)
export class BatchHousehold {
  @PrimaryColumn('uuid', { name: 'batch_id' })
  batchId!: string;

  @PrimaryColumn('uuid', { name: 'household_id' })
  householdId!: string;

  @Column('bigint', { nullable: true })
  grams!: number | null;
}
