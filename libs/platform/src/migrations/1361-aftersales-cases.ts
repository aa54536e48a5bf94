import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases of goods that were received, their history, which nothing changes, and the terms after which they are decided by themselves. */
export class AftersalesCases1606000001361 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE aftersales_case_number;
      CREATE TABLE aftersales_case (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        status text NOT NULL CHECK (status IN ('applied', 'returning', 'sent_back', 'refused', 'intervening', 'refunding', 'refunded', 'closed')),
        kind text NOT NULL CHECK (kind IN ('refund', 'return')),
        reason text NOT NULL CHECK (reason IN ('shortage', 'damaged', 'wrong', 'quality', 'recalled', 'unwanted')),
        words text NOT NULL,
        evidence uuid[] NOT NULL DEFAULT '{}',
        order_id uuid NOT NULL REFERENCES sales_order (id),
        order_line_id uuid NOT NULL REFERENCES order_line (id),
        pieces integer NOT NULL CHECK (pieces > 0),
        goods_most_fen bigint NOT NULL CHECK (goods_most_fen >= 0),
        freight_most_fen bigint NOT NULL CHECK (freight_most_fen >= 0),
        asked_fen bigint NOT NULL CHECK (asked_fen > 0),
        agreed_fen bigint CHECK (agreed_fen > 0),
        user_id uuid NOT NULL REFERENCES app_user (id),
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        region_code text,
        return_to text,
        carrier text,
        waybill text,
        restocked integer CHECK (restocked BETWEEN 0 AND pieces),
        ending text CHECK (ending IN ('withdrawn', 'lapsed', 'refused')),
        due_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        closed_at timestamptz,
        CONSTRAINT aftersales_case_most CHECK (asked_fen <= goods_most_fen + freight_most_fen AND coalesce(agreed_fen, 0) <= goods_most_fen + freight_most_fen),
        CONSTRAINT aftersales_case_turn CHECK ((due_at IS NOT NULL) = (status IN ('applied', 'returning', 'sent_back', 'refused', 'intervening'))),
        CONSTRAINT aftersales_case_money CHECK (status NOT IN ('refunding', 'refunded') OR agreed_fen IS NOT NULL),
        CONSTRAINT aftersales_case_ended CHECK ((status = 'closed') = (ending IS NOT NULL) AND (status IN ('refunded', 'closed')) = (closed_at IS NOT NULL))
      );
      CREATE INDEX aftersales_case_due ON aftersales_case (due_at, id) WHERE status IN ('applied', 'returning', 'sent_back', 'refused');
      CREATE INDEX aftersales_case_of_line ON aftersales_case (order_line_id) WHERE status <> 'closed';
      CREATE INDEX aftersales_case_of_order ON aftersales_case (order_id);
      CREATE INDEX aftersales_case_of_user ON aftersales_case (user_id, created_at DESC, id DESC);
      CREATE INDEX aftersales_case_of_supplier ON aftersales_case (supplier_id, status, created_at DESC, id DESC);
      CREATE INDEX aftersales_case_intervening ON aftersales_case (region_code, created_at) WHERE status = 'intervening';
      CREATE TABLE aftersales_case_step (
        id uuid PRIMARY KEY,
        aftersales_case_id uuid NOT NULL REFERENCES aftersales_case (id),
        action text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        actor_id uuid REFERENCES app_user (id),
        actor_name text NOT NULL,
        seat text NOT NULL,
        note text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX aftersales_case_step_thing ON aftersales_case_step (aftersales_case_id, at, id);
      CREATE TRIGGER aftersales_case_step_append_only BEFORE UPDATE OR DELETE ON aftersales_case_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'aftersales.open_days', '15', '平台规则'),
        (gen_random_uuid(), 'aftersales.answer_hours', '48', '平台规则'),
        (gen_random_uuid(), 'aftersales.return_days', '7', '平台规则'),
        (gen_random_uuid(), 'aftersales.receive_days', '7', '平台规则'),
        (gen_random_uuid(), 'aftersales.escalate_days', '7', '平台规则'),
        (gen_random_uuid(), 'aftersales.decide_days', '7', '平台规则');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name LIKE 'aftersales.%';
      DROP TABLE aftersales_case_step, aftersales_case;
      DROP SEQUENCE aftersales_case_number;
    `);
  }
}
