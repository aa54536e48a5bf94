import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whatever changes whom a session stands for, or what they may do, is told on the channel `session_news`: processes remember sessions and forget by it. By the session (`s` and the hash of its token), by the person
 * (`u` and the id), or everybody (`*`, where an organisation changes). What only says that somebody was here is no news, unless it is set back.
 */
export class IdentitySessionNews1606000001321 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION tell_session_news() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('session_news', CASE TG_TABLE_NAME
          WHEN 'session' THEN 's' || encode((to_jsonb(OLD) ->> 'token_hash')::bytea, 'hex')
          WHEN 'app_user' THEN 'u' || (to_jsonb(OLD) ->> 'id')
          WHEN 'membership' THEN 'u' || (to_jsonb(coalesce(NEW, OLD)) ->> 'user_id')
          ELSE '*' END);
        IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'membership' AND to_jsonb(OLD) ->> 'user_id' <> to_jsonb(NEW) ->> 'user_id' THEN
          PERFORM pg_notify('session_news', 'u' || (to_jsonb(OLD) ->> 'user_id'));
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER session_changed AFTER UPDATE ON session FOR EACH ROW
        WHEN ((OLD.token_hash, OLD.user_id, OLD.client, OLD.expires_at, OLD.revoked_at) IS DISTINCT FROM
              (NEW.token_hash, NEW.user_id, NEW.client, NEW.expires_at, NEW.revoked_at) OR NEW.last_seen_at < OLD.last_seen_at)
        EXECUTE FUNCTION tell_session_news();
      CREATE TRIGGER session_gone AFTER DELETE ON session FOR EACH ROW EXECUTE FUNCTION tell_session_news();
      CREATE TRIGGER app_user_changed AFTER UPDATE ON app_user FOR EACH ROW
        WHEN ((OLD.name, OLD.login, OLD.login_verified_at, OLD.totp_enabled_at, OLD.disabled_at) IS DISTINCT FROM
              (NEW.name, NEW.login, NEW.login_verified_at, NEW.totp_enabled_at, NEW.disabled_at))
        EXECUTE FUNCTION tell_session_news();
      CREATE TRIGGER membership_changed AFTER INSERT OR UPDATE OR DELETE ON membership FOR EACH ROW EXECUTE FUNCTION tell_session_news();
      CREATE TRIGGER organisation_changed AFTER UPDATE ON organisation FOR EACH ROW
        WHEN ((OLD.name, OLD.kind, OLD.township, OLD.review_level) IS DISTINCT FROM (NEW.name, NEW.kind, NEW.township, NEW.review_level))
        EXECUTE FUNCTION tell_session_news();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER organisation_changed ON organisation;
      DROP TRIGGER membership_changed ON membership;
      DROP TRIGGER app_user_changed ON app_user;
      DROP TRIGGER session_gone ON session;
      DROP TRIGGER session_changed ON session;
      DROP FUNCTION tell_session_news();
    `);
  }
}
