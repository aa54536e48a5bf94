import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A unit was reminded to file a year: once a day at most, whoever reminds. */
@Entity('share_reminder')
@Check('share_reminder_year_check', `year >= 2000 AND year <= 2999`)
export class ShareReminder {
  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @PrimaryColumn('smallint')
  year!: number;

  @PrimaryColumn('date', { name: 'reminded_on' })
  remindedOn!: string;

  @Column('uuid', { name: 'by_id' })
  byId!: string;
}
