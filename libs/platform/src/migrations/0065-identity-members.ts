import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Logins that were shown to be their person's, and invitations into organisations. Nobody is verified by it: who has an account shows it when it is needed. */
export class IdentityMembers1606000000065 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE app_user ADD COLUMN login_verified_at timestamptz;

      -- One live code for each person: asking again replaces it.
      CREATE TABLE login_code (
        user_id uuid PRIMARY KEY REFERENCES app_user (id),
        code_hash bytea NOT NULL,
        sent_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0
      );

      CREATE TABLE invitation (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        -- In lower case, as accounts have it; whoever it belongs to may register later.
        login text NOT NULL,
        role text NOT NULL CHECK (role IN ('manager', 'clerk', 'viewer')),
        region_prefix text NOT NULL DEFAULT '' CHECK (region_prefix ~ '^([0-9]{2}){0,3}$'),
        -- Whose place the person takes.
        replaces_id uuid REFERENCES app_user (id),
        invited_by uuid NOT NULL REFERENCES app_user (id),
        invited_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        sent_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz NOT NULL,
        status text NOT NULL CHECK (status IN ('pending', 'accepted', 'declined', 'withdrawn', 'expired')),
        ended_at timestamptz,
        CHECK ((status = 'pending') = (ended_at IS NULL))
      );
      CREATE TABLE invitation_step (
        id uuid PRIMARY KEY,
        invitation_id uuid NOT NULL REFERENCES invitation (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        -- Null: the term did it.
        actor_id uuid,
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX invitation_step_invitation ON invitation_step (invitation_id, at, id);
      CREATE TRIGGER invitation_step_append_only BEFORE UPDATE OR DELETE ON invitation_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE UNIQUE INDEX invitation_open ON invitation (organisation_id, login) WHERE status = 'pending';
      CREATE INDEX invitation_login ON invitation (login) WHERE status = 'pending';
      CREATE INDEX invitation_term ON invitation (expires_at) WHERE status = 'pending';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE invitation_step;
      DROP TABLE invitation;
      DROP TABLE login_code;
      ALTER TABLE app_user DROP COLUMN login_verified_at;
    `);
  }
}
