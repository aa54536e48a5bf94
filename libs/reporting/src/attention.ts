import { REVIEW_OF_LEVEL } from '@yigou/certification';
import { DUTIES, REVIEW_LEVEL_CODES, type ReviewLevel } from '@yigou/contracts';
import { type Jurisdiction, type PlaceSql, supplierPlaceSql } from '@yigou/identity';
import { mayUndo } from '@yigou/supervision';
import { PLACES } from './sources';

/** Hours after payment at which an order that nobody shipped is late. */
const SHIP_WITHIN_HOURS = 48;
const CERTIFICATE_NOTICE_DAYS = 30;

/** An office that looks: where it governs, and at which level it decides. */
export type Office = Jurisdiction & { readonly level?: ReviewLevel | null };
type Item = readonly [kind: string, label: string, count: string];

/** What waits for a decision of an office of this level, as the lists behind the entries show it; nothing for who decides nowhere. */
function waiting(where: (place: PlaceSql) => string, level: ReviewLevel | null): Item[] {
  if (level === null) return [];
  const file = { regionCode: 'f.region_code', township: 'f.township' };
  const application = { regionCode: 'a.region_code', township: 'a.township' };
  const admissions = (status: string): Item => [
    `admissions_${status}`,
    '待审核的入驻主体',
    `SELECT count(*) FROM supplier_file f WHERE f.status = '${status}' AND ${where(file)}`,
  ];
  const matter = (table: string, status: string) =>
    `SELECT count(*) FROM ${table} m WHERE m.status = '${status}' AND ${where(supplierPlaceSql('m.supplier_id', 'm.region_code'))}`;
  return [
    [
      'reviews',
      '待本级审核的认定申请',
      `SELECT count(*) FROM application a WHERE a.status = '${REVIEW_OF_LEVEL[level]}' AND ${where(application)}`,
    ],
    ...(level === 'county' ? [admissions('county_review')] : []),
    ...(level === 'national' ? [admissions('platform_review')] : []),
    ...(level === 'county'
      ? [
          [
            'open_objections',
            '待核查的公示异议',
            `SELECT count(*) FROM objection b JOIN application a ON a.id = b.application_id WHERE b.status = 'open' AND ${where(application)}`,
          ] as const,
        ]
      : []),
    ...(DUTIES.complaint.includes(level)
      ? [
          ['received_complaints', '无人接手的投诉', matter('complaint', 'received')] as const,
          ['investigated_complaints', '核查中、待答复的投诉', matter('complaint', 'investigating')] as const,
        ]
      : []),
    ...(DUTIES.inspection.includes(level)
      ? [
          ['ordered_inspections', '待检查的抽查', matter('inspection', 'ordered')] as const,
          ['rectified_inspections', '整改待复核的抽查', matter('inspection', 'rectified')] as const,
        ]
      : []),
    ...(DUTIES.appeal.includes(level) ? [['open_appeals', '待复核的申诉', appeals(where, level)] as const] : []),
  ];
}

/** Open appeals that this level may decide. */
function appeals(where: (place: PlaceSql) => string, level: ReviewLevel): string {
  const undoes = REVIEW_LEVEL_CODES.filter((lowest) => mayUndo(level, lowest)).map((lowest) => `'${lowest}'`);
  return `SELECT count(*) FROM appeal m WHERE m.status = 'open' AND m.level IN (${undoes.join(', ')})
    AND ${where(supplierPlaceSql('m.supplier_id', 'm.region_code'))}`;
}

/**
 * What an office should see to, as one table of (place, kind, label, n): what waits for its decision, then what goes wrong in its region. `everywhere`: no region was
 * asked for, so that the whole country's office sees what knows no region too (money in doubt, imports).
 */
export function attention(where: (place: PlaceSql) => string, office: Office, everywhere: boolean): string {
  const orders = (conditions: string) =>
    `SELECT count(*) FROM sales_order o WHERE ${conditions} AND ${where(PLACES.orderRow)}`;
  const items = [
    ...waiting(where, office.level ?? null),
    [
      'overdue_shipping',
      `付款超过 ${SHIP_WITHIN_HOURS} 小时未发货的订单`,
      orders(`o.status = 'to_ship' AND o.paid_at < now() - interval '${SHIP_WITHIN_HOURS} hours'`),
    ],
    [
      'failed_refunds',
      '退款失败，需人工处理的订单',
      orders(`EXISTS (SELECT 1 FROM refund f WHERE f.holder = o.id AND f.status = 'failed')`),
    ],
    [
      'parcel_exceptions',
      '物流异常的包裹',
      `SELECT count(*) FROM parcel k JOIN sales_order o ON o.id = k.order_id WHERE k.status = 'exception' AND ${where(PLACES.orderRow)}`,
    ],
    [
      'expiring_certificates',
      `${CERTIFICATE_NOTICE_DAYS} 天内到期的证书`,
      `SELECT count(*) FROM report_certificate v, calendar c
       WHERE v.status = 'valid' AND v.valid_to <= c.last + ${CERTIFICATE_NOTICE_DAYS} AND ${where(PLACES.certificate)}`,
    ],
    [
      'sold_out_products',
      '在售但已售罄的产品',
      `SELECT count(*) FROM product p WHERE p.status = 'listed' AND ${where(PLACES.productRow)} AND NOT EXISTS (
         SELECT 1 FROM sku k JOIN stock w ON w.sku_id = k.id WHERE k.product_id = p.id AND k.active AND w.on_hand > w.reserved)`,
    ],
    ...(office.regionPrefix === '' && everywhere
      ? [
          ['quarantined_payments', '金额异常待核查的支付', "SELECT count(*) FROM payment WHERE status = 'quarantined'"],
          [
            'failed_imports',
            '近 7 天失败的导入',
            "SELECT count(*) FROM import_run WHERE status = 'failed' AND created_at > now() - interval '7 days'",
          ],
        ]
      : []),
  ];
  return items
    .map(
      ([kind, label, count], place) =>
        `SELECT ${place} AS place, '${kind}' AS kind, '${label}' AS label, (${count}) AS n`,
    )
    .join(' UNION ALL ');
}
