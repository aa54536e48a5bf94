import { historyInvariants, type Invariant } from '@yigou/platform';
import { NEED } from './need-status';
import { REGISTRATION } from './registration-status';
import { SURPLUS } from './surplus-status';

/** Of who registered, what is needed, and what of it is promised. */
export const RECIPIENTS_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: 'campaigns',
    thing: 'campaigns_registration',
    table: 'campaigns_registration',
    key: 'id',
    steps: REGISTRATION.moves,
    imported: null,
  }),
  ...historyInvariants({
    context: 'campaigns',
    thing: 'campaigns_need',
    table: 'campaigns_need',
    key: 'id',
    steps: NEED.moves,
    imported: null,
  }),
  ...historyInvariants({
    context: 'campaigns',
    thing: 'campaigns_surplus',
    table: 'campaigns_surplus',
    key: 'id',
    steps: SURPLUS.moves,
    imported: null,
  }),
  {
    name: 'campaigns: what of a delivery is offered to others is what its offers hold, and no more than was received',
    sql: `SELECT d.order_line_id, d.received, d.offered FROM campaigns_delivery_line d
      LEFT JOIN (SELECT order_line_id, sum(pieces) AS pieces FROM campaigns_surplus WHERE status IN ('offered', 'accepted') GROUP BY order_line_id) x
        ON x.order_line_id = d.order_line_id
      WHERE d.offered <> coalesce(x.pieces, 0) OR d.offered > d.received`,
  },
  {
    name: 'campaigns: what is promised and delivered of a need is what its campaigns promised and delivered',
    sql: `SELECT n.id, n.promised, n.delivered FROM campaigns_need n
      LEFT JOIN (SELECT need_id, sum(quantity) FILTER (WHERE held) AS promised, sum(delivered) AS delivered FROM campaigns_promise GROUP BY need_id) p
        ON p.need_id = n.id
      WHERE n.promised <> coalesce(p.promised, 0) OR n.delivered <> coalesce(p.delivered, 0)`,
  },
];

/** Ties deliveries to the lines of their orders: looked at by reporting. */
export const SIGNED_ORDER_INVARIANTS: readonly Invariant[] = [
  {
    name: 'campaigns: what is accepted and refused of an order that no unit placed is what its recipient signed for',
    sql: `SELECT l.id, l.order_id, l.accepted_quantity, l.refused_quantity, d.received, d.short, d.damaged
      FROM (SELECT l.* FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE o.unit_id IS NULL) l
      FULL JOIN campaigns_delivery_line d ON d.order_line_id = l.id
      WHERE coalesce(l.accepted_quantity, 0) <> coalesce(d.received, 0)
        OR coalesce(l.refused_quantity, 0) <> coalesce(d.short, 0) + coalesce(d.damaged, 0)`,
  },
];
