import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one live code that shows that a login is its person's. */
@Entity('login_code')
export class LoginCode {
  @PrimaryColumn('uuid', { name: 'user_id' })
  userId!: string;

  /** Keyed, see `LoginCodeHash`. */
  @Column('bytea', { name: 'code_hash' })
  codeHash!: Buffer;

  @Column('timestamptz', { name: 'sent_at', default: () => 'clock_timestamp()' })
  sentAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('integer', { default: 0 })
  attempts!: number;
}
