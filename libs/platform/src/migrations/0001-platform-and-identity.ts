import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pipes (outbox, inbox, idempotency keys), policy parameters, audit, mail; users, organisations, memberships, sessions; divisions. */
export class PlatformAndIdentity1606000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      -- Rows of a ledger or a history are written once. A correction is another row.
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% rows are append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$;

      CREATE TABLE outbox (
        id uuid PRIMARY KEY,
        topic text NOT NULL,
        payload jsonb NOT NULL,
        request_id text,
        created_at timestamptz NOT NULL DEFAULT now(),
        relayed_at timestamptz
      );
      -- The relay sleeps until somebody writes.
      CREATE FUNCTION announce_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('outbox', '');
        RETURN NULL;
      END $$;
      CREATE TRIGGER outbox_announced AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION announce_outbox();
      CREATE INDEX outbox_waiting ON outbox (id) WHERE relayed_at IS NULL;
      CREATE INDEX outbox_relayed ON outbox (relayed_at) WHERE relayed_at IS NOT NULL;

      CREATE TABLE inbox (
        consumer text NOT NULL,
        event_id text NOT NULL,
        processed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, event_id)
      );

      -- How far a recurring count or export has come.
      CREATE TABLE watermark (
        name text PRIMARY KEY,
        at timestamptz NOT NULL
      );
      INSERT INTO watermark (name, at) VALUES ('catalogue.sales', '2000-01-01');

      CREATE TABLE idempotency_key (
        actor text NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        response jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (actor, key)
      );
      CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

      -- Numbers that differ by year or region: never constants in code. The most specific region and the latest start win.
      CREATE TABLE policy_parameter (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        region_prefix text NOT NULL DEFAULT '',
        effective_from timestamptz NOT NULL DEFAULT '-infinity',
        effective_to timestamptz NOT NULL DEFAULT 'infinity',
        value jsonb NOT NULL,
        source text NOT NULL,
        CHECK (effective_from < effective_to),
        UNIQUE (name, region_prefix, effective_from)
      );
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'order.payment_minutes', '30', 'market rule: unpaid public orders close'),
        (gen_random_uuid(), 'order.auto_confirm_days', '10', 'market rule: receipt is taken as confirmed after delivery'),
        (gen_random_uuid(), 'stock.low_pieces', '10', 'market rule: stock shown as running low');

      CREATE TABLE audit_entry (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        actor_id uuid,
        actor_name text NOT NULL,
        organisation_id uuid,
        action text NOT NULL,
        subject_kind text NOT NULL,
        subject_id text NOT NULL,
        summary text NOT NULL,
        data jsonb NOT NULL DEFAULT '{}',
        request_id text,
        address text
      );
      CREATE INDEX audit_entry_at ON audit_entry (at, id);
      CREATE INDEX audit_entry_subject ON audit_entry (subject_kind, subject_id, at);
      CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE mail (
        id uuid PRIMARY KEY,
        recipient text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz
      );

      CREATE TABLE region (
        code text PRIMARY KEY CHECK (code ~ '^[0-9]{6}$'),
        name text NOT NULL,
        level integer NOT NULL CHECK (level BETWEEN 1 AND 3),
        parent_code text REFERENCES region (code),
        path text NOT NULL,
        pinyin text NOT NULL,
        initials text NOT NULL,
        poverty boolean NOT NULL DEFAULT false
      );
      CREATE INDEX region_parent ON region (parent_code, code);
      CREATE INDEX region_name ON region USING gin (name gin_trgm_ops);

      CREATE TABLE region_code_change (
        old_code text NOT NULL,
        new_code text NOT NULL REFERENCES region (code),
        reason text NOT NULL,
        PRIMARY KEY (old_code, new_code)
      );

      -- The 832 counties as listed, 国家级贫困县. Two of them never had a code of their own.
      CREATE TABLE poverty_county (
        id integer PRIMARY KEY,
        code text UNIQUE REFERENCES region (code),
        listed_name text NOT NULL,
        prefecture text NOT NULL,
        province text NOT NULL,
        code_2014 text,
        note text NOT NULL
      );

      CREATE TABLE app_user (
        id uuid PRIMARY KEY,
        login text NOT NULL UNIQUE,
        name text NOT NULL,
        password_hash text NOT NULL,
        totp_secret text,
        totp_enabled_at timestamptz,
        totp_last_step bigint,
        disabled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE organisation (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('agency', 'supplier', 'administration', 'company', 'recipient')),
        supplier_kind text CHECK (supplier_kind IN ('cooperative', 'enterprise', 'workshop', 'family_farm', 'village_collective')),
        name text NOT NULL,
        credit_code text UNIQUE,
        region_code text REFERENCES region (code),
        demo boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((kind = 'supplier') = (supplier_kind IS NOT NULL))
      );
      CREATE UNIQUE INDEX organisation_supplier ON organisation (name, coalesce(region_code, '')) WHERE kind = 'supplier';
      CREATE INDEX organisation_region ON organisation (kind, region_code);

      CREATE TABLE membership (
        user_id uuid NOT NULL REFERENCES app_user (id),
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        role text NOT NULL CHECK (role IN ('manager', 'clerk', 'viewer')),
        region_prefix text NOT NULL DEFAULT '' CHECK (region_prefix ~ '^([0-9]{2}){0,3}$'),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, organisation_id)
      );

      CREATE TABLE session (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE,
        user_id uuid NOT NULL REFERENCES app_user (id),
        client text NOT NULL,
        user_agent text NOT NULL,
        address text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      CREATE INDEX session_by_user ON session (user_id) WHERE revoked_at IS NULL;

      CREATE TABLE login_challenge (
        token_hash bytea PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES app_user (id),
        client text NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX login_challenge_user ON login_challenge (user_id);

      CREATE TABLE password_reset (
        token_hash bytea PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES app_user (id),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX password_reset_user ON password_reset (user_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('The baseline has no way back: restore a backup instead.');
  }
}
