import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A person with an account. */
@Entity('app_user')
export class AppUser {
  @PrimaryColumn('uuid')
  id!: string;

  /** Mobile number or mail address, in lower case. */
  @Column('text', { unique: true })
  login!: string;

  /** When the person showed that mail or messages to the login reach them. */
  @Column('timestamptz', { name: 'login_verified_at', nullable: true })
  loginVerifiedAt!: Date | null;

  @Column('text')
  name!: string;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  /** Encrypted (see SecretBox). Set but not enabled: an enrolment that was begun. */
  @Column('text', { name: 'totp_secret', nullable: true })
  totpSecret!: string | null;

  @Column('timestamptz', { name: 'totp_enabled_at', nullable: true })
  totpEnabledAt!: Date | null;

  /** The last 30-second step whose code was used: it and all before it are refused. */
  @Column('bigint', { name: 'totp_last_step', nullable: true })
  totpLastStep!: number | null;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
