import type { MigrationInterface, QueryRunner } from 'typeorm';

const THINGS = ['sanction', 'complaint', 'inspection', 'appeal'] as const;

/**
 * Decisions, complaints, inspections and appeals get a history of steps like orders have, and appeals their second instance. What was there before tells as much of its
 * way as its row knows.
 */
export class SupervisionHistoriesAndInstances1606000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const thing of THINGS) await runner.query(historyTable(thing));
    await runner.query(PAST);
    for (const thing of THINGS) await runner.query(appendOnly(thing));
    await runner.query(INSTANCES);
  }

  async down(): Promise<void> {
    throw new Error('Histories would be lost: restore a backup instead.');
  }
}

const historyTable = (thing: string): string => `
  CREATE TABLE ${thing}_step (
    id uuid PRIMARY KEY,
    ${thing}_id uuid NOT NULL REFERENCES ${thing} (id),
    action text NOT NULL,
    from_status text,
    to_status text NOT NULL,
    actor_id uuid REFERENCES app_user (id),
    actor_name text NOT NULL,
    seat text NOT NULL,
    reason text NOT NULL DEFAULT '',
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX ${thing}_step_${thing} ON ${thing}_step (${thing}_id, at, id);`;

const appendOnly = (thing: string): string =>
  `CREATE TRIGGER ${thing}_step_append_only BEFORE UPDATE OR DELETE ON ${thing}_step FOR EACH ROW EXECUTE FUNCTION refuse_change();`;

const PAST = `
  INSERT INTO sanction_step (id, sanction_id, action, from_status, to_status, actor_id, actor_name, seat, reason, at)
  SELECT gen_random_uuid(), id, 'impose', NULL, 'in_force', decided_by, decided_by_name, seat, reason, decided_at FROM sanction
  UNION ALL
  SELECT gen_random_uuid(), s.id, CASE s.status WHEN 'lifted' THEN 'lift' WHEN 'ended' THEN 'end' ELSE 'overturn' END, 'in_force', s.status,
    s.closed_by, coalesce(u.name, '系统'), '', coalesce(s.closed_reason, ''), greatest(s.closed_at, s.decided_at + interval '1 microsecond')
  FROM sanction s LEFT JOIN app_user u ON u.id = s.closed_by WHERE s.status <> 'in_force';

  INSERT INTO complaint_step (id, complaint_id, action, from_status, to_status, actor_id, actor_name, seat, reason, at)
  SELECT gen_random_uuid(), id, 'file', NULL, 'received', NULL::uuid, '公众', '公众', '', created_at FROM complaint
  UNION ALL
  SELECT gen_random_uuid(), c.id, 'take', 'received', 'investigating', c.handler_id, coalesce(u.name, ''), '', '',
    greatest(c.taken_at, c.created_at + interval '1 microsecond')
  FROM complaint c LEFT JOIN app_user u ON u.id = c.handler_id WHERE c.status <> 'received'
  UNION ALL
  SELECT gen_random_uuid(), c.id, 'answer', 'investigating', 'answered', c.handler_id, coalesce(u.name, ''), '', coalesce(c.answer, ''),
    greatest(c.answered_at, c.taken_at + interval '1 microsecond', c.created_at + interval '2 microseconds')
  FROM complaint c LEFT JOIN app_user u ON u.id = c.handler_id WHERE c.status = 'answered';

  -- The row keeps the last look alone: what was put right had been found wrong before. It was recorded at some time between.
  INSERT INTO inspection_step (id, inspection_id, action, from_status, to_status, actor_id, actor_name, seat, reason, at)
  SELECT gen_random_uuid(), i.id, 'order', NULL, 'ordered', i.ordered_by, coalesce(u.name, '系统'), '', '', i.ordered_at
  FROM inspection i LEFT JOIN app_user u ON u.id = i.ordered_by
  UNION ALL
  SELECT gen_random_uuid(), id, 'rectify', 'ordered', 'rectifying', recorded_by, coalesce(recorded_by_name, ''), '', coalesce(findings, ''),
    ordered_at + interval '1 microsecond'
  FROM inspection WHERE status = 'rectified' OR (status <> 'ordered' AND rectified_at IS NOT NULL)
  UNION ALL
  SELECT gen_random_uuid(), i.id, 'report', 'rectifying', 'rectified', NULL, o.name, o.name, coalesce(i.rectification, ''),
    greatest(i.rectified_at, i.ordered_at + interval '2 microseconds')
  FROM inspection i JOIN organisation o ON o.id = i.supplier_id
  WHERE i.status = 'rectified' OR (i.status <> 'ordered' AND i.rectified_at IS NOT NULL)
  UNION ALL
  SELECT gen_random_uuid(), id, CASE status WHEN 'passed' THEN 'pass' WHEN 'failed' THEN 'fail' ELSE 'rectify' END,
    CASE WHEN rectified_at IS NULL THEN 'ordered' ELSE 'rectified' END, status, recorded_by, coalesce(recorded_by_name, ''), '',
    coalesce(findings, ''), greatest(recorded_at, rectified_at + interval '1 microsecond', ordered_at + interval '3 microseconds')
  FROM inspection WHERE status IN ('passed', 'failed', 'rectifying');

  INSERT INTO appeal_step (id, appeal_id, action, from_status, to_status, actor_id, actor_name, seat, reason, at)
  SELECT gen_random_uuid(), p.id, 'file', NULL, 'open', p.filed_by, u.name, o.name, p.reason, p.filed_at
  FROM appeal p JOIN app_user u ON u.id = p.filed_by JOIN organisation o ON o.id = p.supplier_id
  UNION ALL
  SELECT gen_random_uuid(), id, CASE status WHEN 'upheld' THEN 'uphold' ELSE 'reject' END, 'open', status, decided_by,
    coalesce(decided_by_name, ''), '', coalesce(decision, ''), greatest(decided_at, filed_at + interval '1 microsecond')
  FROM appeal WHERE status <> 'open';
`;

const INSTANCES = `
  ALTER TABLE appeal
    DROP CONSTRAINT appeal_sanction_id_key,
    DROP CONSTRAINT appeal_application_id_key,
    -- The step that refused the application: refused anew, it is another decision.
    ADD COLUMN refusal_id uuid REFERENCES application_step (id),
    -- 1 is against the decision, 2 asks once more after the first was rejected.
    ADD COLUMN instance smallint NOT NULL DEFAULT 1 CONSTRAINT appeal_instance_check CHECK (instance IN (1, 2)),
    -- The lowest level that may decide it, and the one that did.
    ADD COLUMN level text NOT NULL DEFAULT 'county',
    ADD COLUMN decided_level text;
  UPDATE appeal p SET
    refusal_id = (SELECT r.id FROM application_step r WHERE r.application_id = p.application_id AND r.action = 'refuse' AND r.at <= p.filed_at
      ORDER BY r.at DESC, r.id DESC LIMIT 1),
    level = coalesce((SELECT s.level FROM sanction s WHERE s.id = p.sanction_id), (SELECT r.level FROM application_step r
      WHERE r.application_id = p.application_id AND r.action = 'refuse' AND r.at <= p.filed_at ORDER BY r.at DESC, r.id DESC LIMIT 1), 'county');
  ALTER TABLE appeal
    ADD CONSTRAINT appeal_sanction_instance UNIQUE (sanction_id, instance),
    ADD CONSTRAINT appeal_refusal_instance UNIQUE (refusal_id, instance);
  CREATE INDEX appeal_application ON appeal (application_id) WHERE application_id IS NOT NULL;
`;
