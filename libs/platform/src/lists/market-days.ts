/** The time zone of the market: its days begin and end in Shanghai. */
const MARKET_ZONE = 'Asia/Shanghai';

/** An instant, an SQL expression, as the clocks of the market show it, for `date_trunc` and `to_char`. */
export const atMarket = (instant: string): string => `(${instant} AT TIME ZONE '${MARKET_ZONE}')`;
/** The day of the market that an instant, an SQL expression, lies in. */
export const marketDayOf = (instant: string): string => `${atMarket(instant)}::date`;
/** The instant at which a day of the market, an SQL expression, begins. That of the next day is the end of this one. */
export const startOfMarketDay = (day: string): string => `(${day})::timestamp AT TIME ZONE '${MARKET_ZONE}'`;

/** The present day where the market is, by the database's clock, as SQL. */
export const MARKET_TODAY = marketDayOf('clock_timestamp()');
/** The same at the beginning of the transaction: the same all through a statement, so that an index is searched by it. */
export const MARKET_TODAY_OF_TRANSACTION = marketDayOf('now()');

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: MARKET_ZONE });

/** The day of the market that an instant lies in: 2026-03-01. */
export const marketDay = (at: Date): string => DAY.format(at);

const TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: MARKET_ZONE, dateStyle: 'short', timeStyle: 'short' });

/** The same with the time, as it is printed: 2026-03-01 09:30. */
export const marketTime = (at: Date): string => TIME.format(at);
