import { historyInvariants, type Invariant } from '@yigou/platform';
import { APPLICATION } from './applications/application-status';
import { CERTIFICATE } from './certificates/certificate-status';

const context = 'certification';

/** Of applications, publications and certificates. */
export const CERTIFICATION_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context,
    thing: 'certificate',
    table: 'certificate',
    key: 'id',
    steps: CERTIFICATE.moves,
    imported: 'valid',
  }),
  ...historyInvariants({
    context,
    thing: 'application',
    table: 'application',
    key: 'id',
    steps: APPLICATION.moves,
    imported: null,
  }),
  {
    name: 'certification: the present version of a certificate that was issued here is kept',
    sql: `SELECT c.id, c.number, c.version FROM certificate c
      WHERE EXISTS (SELECT FROM certificate_step s WHERE s.certificate_id = c.id AND s.action IN ('issue', 'renew', 'change'))
        AND NOT EXISTS (SELECT FROM certificate_version v WHERE v.certificate_id = c.id AND v.version = c.version)`,
  },
  {
    name: 'certification: the clock of a publication runs, or stands while an objection is examined',
    sql: `SELECT a.id, a.number, a.status, a.publicity_started_at, a.publicity_ends_at, a.publicity_left, o.open FROM application a
      CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE status = 'open') AS open FROM objection WHERE application_id = a.id) o
      WHERE (a.status = 'publicity') <> (a.publicity_ends_at IS NOT NULL) OR (a.status = 'examination') <> (a.publicity_left IS NOT NULL)
        OR a.publicity_ends_at < a.publicity_started_at OR a.publicity_left < 1
        OR (a.status IN ('publicity', 'examination') AND a.publicity_started_at IS NULL) OR (a.status = 'examination') <> (o.open > 0)`,
  },
  {
    name: 'certification: nobody approves an application at two levels',
    sql: `SELECT application_id, actor_id, array_agg(DISTINCT level) AS levels FROM application_step
      WHERE action IN ('approve', 'issue') AND level IS NOT NULL AND actor_id IS NOT NULL
      GROUP BY application_id, actor_id HAVING count(DISTINCT level) > 1`,
  },
];
