import { plainPhone } from '@yigou/contracts';
import { type Bind, containing, type COUNT_LIMIT } from '@yigou/platform';

/** Among whose orders is looked. */
export interface NamedAmong {
  /** A condition on order `o`: whose they are, and the days that were asked for. */
  readonly within: string;
  /** The supplier whose orders alone they are. */
  readonly supplierId?: string | undefined;
  /** A prefix of region codes: what lies there is looked through first. */
  readonly regionPrefix?: string | undefined;
}

/** Products, and suppliers, whose names are looked into: those that sell most of more. */
const MOST_NAMES = 200;
/** By each way as many as lists count. */
const MOST_FOUND: typeof COUNT_LIMIT = 10_000;
/** So few digits end the numbers of very many. */
const FEWEST_DIGITS = 4;
const NUMBER = /^YG\d+$/;

/**
 * The ids of orders that words name, as a uuid[]: by their number (its beginning with YG, or its last digits), the receiver's telephone (whole, or its last digits), the beginning
 * of the receiver's name, or a name of goods or supplier that contains them. Each way is an index's, and gives at most as many as lists count — of goods and
 * suppliers the newest —, so that the work does not grow with the orders. Goods and suppliers are found by their present names.
 */
export function namedOrders(words: string, bind: Bind, { within, supplierId, regionPrefix = '' }: NamedAmong): string {
  const like = bind(containing(words));
  const near = bind(`${regionPrefix}%`);
  const own = supplierId === undefined ? 'true' : `p.supplier_id = ${bind(supplierId)}::uuid`;
  const { number, phone } = digitsSql(words, bind);
  // Each that was named gives its newest (ids rise with time), all together as many as lists count.
  return `ARRAY(
    WITH goods AS MATERIALIZED (
      SELECT p.id FROM product p WHERE p.name ILIKE ${like} AND ${own}
      ORDER BY (p.county_code LIKE ${near}) IS TRUE DESC, p.sold_count DESC, p.id LIMIT ${MOST_NAMES}),
    sellers AS MATERIALIZED (
      SELECT s.id FROM organisation s WHERE s.kind = 'supplier' AND s.name ILIKE ${like} AND ${supplierId === undefined}
      ORDER BY (s.region_code LIKE ${near}) IS TRUE DESC, s.id LIMIT ${MOST_NAMES})
    (SELECT o.id FROM sales_order o WHERE ${number} AND ${within} LIMIT ${MOST_FOUND})
    UNION (SELECT o.id FROM sales_order o WHERE ${phone} AND ${within} LIMIT ${MOST_FOUND})
    UNION (SELECT o.id FROM sales_order o WHERE ${receiverSql(words, bind)} AND ${within} LIMIT ${MOST_FOUND})
    UNION (SELECT found.id FROM goods, LATERAL (
      SELECT o.id FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE l.product_id = goods.id AND ${within}
      ORDER BY l.order_id DESC LIMIT ${MOST_FOUND} / (SELECT count(*) FROM goods)) found)
    UNION (SELECT found.id FROM sellers, LATERAL (
      SELECT o.id FROM sales_order o WHERE o.supplier_id = sellers.id AND ${within}
      ORDER BY o.created_at DESC, o.id DESC LIMIT ${MOST_FOUND} / (SELECT count(*) FROM sellers)) found))`;
}

/** Which order number, and which telephone, digits stand for. */
function digitsSql(words: string, bind: Bind): { readonly number: string; readonly phone: string } {
  const plain = words.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
  if (NUMBER.test(plain)) {
    const from = bind(plain);
    // All that begins with it, in any collation.
    return { number: `o.number BETWEEN ${from}::text AND ${from}::text || '${'9'.repeat(20)}'`, phone: 'false' };
  }
  const phone = plainPhone(words)?.split('-');
  const digits = phone ? phone.slice(0, phone[0]?.startsWith('0') ? 2 : 1).join('') : plain;
  if (!/^\d+$/.test(digits) || digits.length < FEWEST_DIGITS) return { number: 'false', phone: 'false' };
  const tail = bind(`${[...digits].toReversed().join('')}%`);
  return { number: `reverse(o.number) LIKE ${tail}`, phone: `phone_tail(o.phone) LIKE ${tail}` };
}

/** One character begins very many names: it is one only by itself. */
const receiverSql = (words: string, bind: Bind): string =>
  [...words].length < 2 ? `o.receiver = ${bind(words)}` : `o.receiver LIKE ${bind(containing(words).slice(1))}`;
