import type { Invariant } from '@yigou/platform';

export const STAFF_INVARIANTS: readonly Invariant[] = [
  {
    name: 'staff: nobody is bound to two units at a time',
    sql: `SELECT a.user_id, a.id, b.id AS other FROM staff_binding a JOIN staff_binding b ON b.user_id = a.user_id AND b.id > a.id
      AND tstzrange(a.bound_at, a.left_at) && tstzrange(b.bound_at, b.left_at)`,
  },
];
