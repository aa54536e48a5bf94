import { atMarket, type Queryable } from '@yigou/platform';

const KINDS = {
  campaign: { prefix: 'TG', sequence: 'campaigns_number', digits: 6 },
  pledge: { prefix: 'BN', sequence: 'campaigns_pledge_number', digits: 7 },
  need: { prefix: 'XQ', sequence: 'campaigns_need_number', digits: 6 },
} as const;

/** The next numbers of group purchases, as their commands give them: a certificate of participation is named by the digits of its pledge's. */
export async function numbersOf(db: Queryable, kind: keyof typeof KINDS, count: number): Promise<string[]> {
  const { prefix, sequence, digits } = KINDS[kind];
  const rows = await db.query<{ number: string }>(
    `SELECT $1::text || to_char(${atMarket('now()')}, 'YYMMDD') || zero_padded(nextval($2::regclass), $3::int) AS number FROM generate_series(1, $4::int)`,
    [prefix, sequence, digits, count],
  );
  return rows.map(({ number }) => number);
}
