import type { DeliveryTerms, WeightTerms } from '@yigou/contracts';
import { signatureOf, type SeatedCaller } from '@yigou/identity';
import { DomainError, type Fen } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { createHash } from 'node:crypto';
import type { PaymentTerms } from './unit-terms';

/** A party of a contract, with its unified social credit code where it is known. */
interface Party {
  readonly name: string;
  readonly creditCode: string | null;
}
/** What is signed: everything that the parties owe each other. Amounts in fen, quantities in pieces, instants in ISO 8601. */
export interface ContractContent {
  readonly number: string;
  readonly placedAt: string;
  /** Who ordered for the unit. */
  readonly orderedBy: string;
  readonly buyer: Party;
  readonly supplier: Party;
  readonly lines: readonly {
    readonly productName: string;
    readonly skuName: string;
    readonly countyName: string | null;
    readonly certificateNumber: string | null;
    readonly priceFen: Fen;
    readonly quantity: number;
    readonly lineFen: Fen;
    /** Of what is sold by weight; left out otherwise, and in contracts signed before there was such a thing. */
    readonly weight?: WeightTerms;
  }[];
  readonly goodsFen: Fen;
  readonly freightFen: Fen;
  readonly discountFen: Fen;
  readonly totalFen: Fen;
  readonly delivery: {
    readonly receiver: string;
    readonly phone: string;
    readonly address: string;
    readonly remark: string;
    /** Absent in what was signed before units had delivery points. */
    readonly point?: DeliveryTerms | null;
  };
  readonly terms: PaymentTerms;
}

const CONTENT = `SELECT jsonb_build_object('number', o.number, 'placedAt', o.created_at, 'orderedBy', u.name,
    'buyer', jsonb_build_object('name', b.name, 'creditCode', b.credit_code),
    'supplier', jsonb_build_object('name', s.name, 'creditCode', s.credit_code),
    'lines', (SELECT jsonb_agg(jsonb_build_object('productName', l.product_name, 'skuName', l.sku_name, 'countyName', l.county_name,
        'certificateNumber', l.certificate_number, 'priceFen', l.price_fen, 'quantity', l.quantity, 'lineFen', l.line_fen)
        || CASE WHEN l.weight_terms IS NULL THEN '{}' ELSE jsonb_build_object('weight', l.weight_terms) END ORDER BY l.id)
      FROM order_line l WHERE l.order_id = o.id),
    'goodsFen', o.goods_fen, 'freightFen', o.freight_fen, 'discountFen', o.discount_fen, 'totalFen', o.total_fen,
    'delivery', jsonb_build_object('receiver', o.receiver, 'phone', o.phone, 'address', concat_ws(' ', o.region_path, o.detail),
      'remark', o.remark, 'point', o.delivery)) AS content
  FROM sales_order o JOIN organisation b ON b.id = o.unit_id JOIN organisation s ON s.id = o.supplier_id JOIN app_user u ON u.id = o.user_id
  WHERE o.id = $1`;

/** Writes the contract of a unit's order as it is now, signed by a member of its supplier. The caller holds the order. */
export async function writeContract(tx: Tx, orderId: string, by: SeatedCaller, terms: PaymentTerms): Promise<void> {
  const order = await tx.one<{ content: Omit<ContractContent, 'terms'> }>(CONTENT, [orderId]);
  if (!order) throw new DomainError('not_found');
  const content = JSON.stringify({ ...order.content, terms } satisfies ContractContent);
  const { name, seat } = signatureOf(by);
  await tx.query(
    `INSERT INTO order_contract (order_id, content, hash, payment_days, extension_days, signed_by, signer_name, signer_seat)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [orderId, content, hashOf(content), terms.paymentDays, terms.extensionDays, by.actor.userId, name, seat],
  );
}

const hashOf = (content: string): string => createHash('sha256').update(content, 'utf8').digest('hex');
