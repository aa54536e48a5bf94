import type { Notices } from '@yigou/notifications';
import type { Tx } from '@yigou/platform';
import type { StatementOf } from './reckon-statement';
import type { StatementFor } from './statement-status';

type Told = StatementOf & { readonly id: string };

export const monthOf = ({ month }: Pick<StatementOf, 'month'>): string => month.slice(0, 7);
export const otherThan = (side: StatementFor): StatementFor => (side === 'agency' ? 'supplier' : 'agency');

/** Tells one side of a statement: those who pay for the unit, or the supplier. */
export function tellOne(
  tx: Tx,
  notices: Notices,
  of: Told,
  side: StatementFor,
  title: string,
  body: string,
): Promise<void> {
  return notices.tell(
    tx,
    side === 'agency' ? { duty: { organisationId: of.unitId, duty: 'pay' } } : { organisationIds: [of.supplierId] },
    { kind: 'statement', title: `${title}：${monthOf(of)}`, body, link: `/${side}/statements?id=${of.id}` },
  );
}

export async function tellBoth(tx: Tx, notices: Notices, of: Told, title: string, body: string): Promise<void> {
  for (const side of ['agency', 'supplier'] as const) await tellOne(tx, notices, of, side, title, body);
}
