import type { NoticeKind } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What somebody wants mailed of their notices, 接收方式, and when nothing, 免打扰时段: minutes of the market's day. */
@Entity('notice_preference')
@Check('notice_preference_quiet', `((quiet_from IS NULL) = (quiet_to IS NULL)) AND (quiet_from <> quiet_to)`)
export class NoticePreference {
  @PrimaryColumn('uuid', { name: 'user_id' })
  userId!: string;

  /** Kinds that are not mailed. */
  @Column('text', { array: true, default: '{}' })
  muted!: NoticeKind[];

  @Column('integer', { name: 'quiet_from', nullable: true })
  quietFrom!: number | null;

  @Column('integer', { name: 'quiet_to', nullable: true })
  quietTo!: number | null;
}
