/** The present day where the market is, by the database's clock, as SQL. */
export const MARKET_TODAY = "(clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date";
