import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Who decides in an approver's place while they are away, 委托审批; the days are included. */
@Entity('purchasing_delegation')
@Check('purchasing_delegation_other', `from_id <> to_id`)
@Check('purchasing_delegation_period', `starts_on <= ends_on`)
export class Delegation {
  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @PrimaryColumn('uuid', { name: 'from_id' })
  fromId!: string;

  @Column('uuid', { name: 'to_id' })
  toId!: string;

  @Column('date', { name: 'starts_on' })
  startsOn!: string;

  @Column('date', { name: 'ends_on' })
  endsOn!: string;
}
