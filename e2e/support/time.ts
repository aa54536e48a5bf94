import pg from 'pg';

/** Lets time pass: moves a deadline that the system under test waits for. Nothing else in the journeys looks into the database. */
async function run(sql: string, values: readonly unknown[]): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (!url)
    throw new Error('DATABASE_URL is not set: this journey moves deadlines and needs the database of the system');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query(sql, [...values]);
    if (rowCount !== 1) throw new Error(`${rowCount ?? 0} deadlines were moved instead of one`);
  } finally {
    await client.end();
  }
}

/** The days of a publication are over. */
export const endPublicity = (product: string): Promise<void> =>
  run(
    `UPDATE application SET publicity_started_at = publicity_started_at - (publicity_ends_at - clock_timestamp()),
       publicity_ends_at = clock_timestamp() WHERE product_name = $1 AND status = 'publicity'`,
    [product],
  );

/** The term of a certificate ended yesterday. */
export const endTerm = (number: string): Promise<void> =>
  run(
    `WITH shelf AS (UPDATE listing SET shelf_to = current_date - 2, certified_to = current_date - 2 WHERE certificate_number = $1)
     UPDATE certificate SET valid_from = valid_from - (valid_to - current_date + 2), valid_to = current_date - 2 WHERE number = $1`,
    [number],
  );

/** The day of harvest of a pre-sale has come. */
export const reachHarvest = (id: string): Promise<void> =>
  run(
    `UPDATE campaigns_campaign SET ship_on = (clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date WHERE id = $1 AND form = 'pre_sale' AND status = 'succeeded'`,
    [id],
  );

/** The day has come from which the balances of a pre-sale may be paid. */
export const reachBalances = (id: string): Promise<void> =>
  run(
    `UPDATE campaigns_campaign SET balance_on = (clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date WHERE id = $1 AND status = 'awaiting_balance'`,
    [id],
  );

/** The time in which they may be paid is over. */
export const endBalances = (id: string): Promise<void> =>
  run(`UPDATE campaigns_campaign SET balance_until = clock_timestamp() WHERE id = $1 AND status = 'collecting'`, [id]);

/** The deadline of a campaign is over: it succeeds with what is paid, or fails. */
export const endRecruiting = (id: string): Promise<void> =>
  run(`UPDATE campaigns_campaign SET deadline = clock_timestamp() WHERE id = $1 AND status = 'recruiting'`, [id]);
