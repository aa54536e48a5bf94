import type { Invariant } from '@yigou/platform';

/** Of decisions and appeals against them. */
export const SUPERVISION_INVARIANTS: readonly Invariant[] = [
  {
    name: 'supervision: an appeal is decided by somebody else than the first decision',
    sql: `SELECT p.id, p.decided_by FROM appeal p LEFT JOIN sanction s ON s.id = p.sanction_id
      WHERE p.decided_by IN (p.first_decided_by, s.decided_by)`,
  },
];
