import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The web app that a session was opened through. */
export type SessionClient = 'storefront' | 'admin';

/** A signed-in browser. The token itself is only in its cookie. */
@Entity('session')
export class Session {
  @PrimaryColumn('uuid')
  id!: string;

  /** SHA-256 of the token. */
  @Column('bytea', { name: 'token_hash', unique: true })
  tokenHash!: Buffer;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text')
  client!: SessionClient;

  @Column('text', { name: 'user_agent' })
  userAgent!: string;

  @Column('text')
  address!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** At most a minute behind. */
  @Column('timestamptz', { name: 'last_seen_at', default: () => 'now()' })
  lastSeenAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
