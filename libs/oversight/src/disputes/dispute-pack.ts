import { Injectable } from '@nestjs/common';
import type { FileType, OrderView } from '@yigou/contracts';
import { EvidenceFiles } from '@yigou/evidence';
import { Gate, seatOf, type SeatedCaller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { ContractPdf, OrderQueries } from '@yigou/orders';
import { Database, drawPdf } from '@yigou/platform';
import { AcceptancePdf } from '@yigou/purchasing';
import { Readable, type Writable } from 'node:stream';
import type { PackEntry } from '../records/pack-index';
import { fileEnding, PackWriter } from '../records/pack-writer';
import { type Disputed, drawDispute } from './dispute-pages';

const LOST = '原件在存储中缺失，请联系平台管理员。\n';

/** A pack that is about to be written. */
export interface DisputePack {
  /** `争议证据-du_123.zip` */
  readonly fileName: string;
  readonly paymentId: string;
  /** What the trail says of it. */
  readonly summary: string;
  /** Writes the whole file and ends the stream; answers its index. */
  write(output: Writable): Promise<readonly PackEntry[]>;
}

interface Invoice {
  readonly number: string;
  readonly key: string;
  readonly mediaType: FileType;
}

/**
 * All that proves the orders of a disputed payment (争议证据包) as one ZIP for the payment provider: a PDF with what was ordered, sent, tracked and received, and beside it the signed
 * contracts, acceptance sheets and invoices of units, where there are any, with the SHA-256 of each file. Papers are drawn and originals opened one after the other, when their turn comes.
 */
@Injectable()
export class DisputePacks {
  private readonly gate = new Gate(1, 50);

  constructor(
    private readonly db: Database,
    private readonly orders: OrderQueries,
    private readonly contracts: ContractPdf,
    private readonly sheets: AcceptancePdf,
    private readonly files: EvidenceFiles,
  ) {}

  /** Throws `forbidden`, `not_found`; while it is written `service_unavailable` when very many papers are drawn. */
  async of(caller: SeatedCaller, disputeId: string): Promise<DisputePack> {
    const { organisationName } = seatOf(caller, 'administration');
    const dispute = await this.disputed(disputeId);
    const orders: OrderView[] = [];
    // A checkout has few suppliers, and each of its orders is read by its own statement.
    for (const id of dispute.orderIds) orders.push(await this.orders.view(caller.seat, id));
    const about = `由${organisationName}于 ${new Date().toISOString()} 从益购下载。各文件的 SHA-256 可用来核对内容未被改动。`;
    const pack = new PackWriter();
    pack.add('争议说明、订单与物流.pdf', '说明', async () => Readable.from([await this.cover(dispute, orders, about)]));
    for (const { id, number } of orders.filter(({ contract }) => contract !== null))
      pack.add(`合同/${number}.pdf`, '采购合同', async () =>
        Readable.from([(await this.contracts.of({ askedElsewhere: true }, id)).body]),
      );
    for (const { number, draw } of await this.sheets.ofOrders(dispute.orderIds))
      pack.add(`验收单/${number}.pdf`, '验收单', async () => Readable.from([(await draw()).body]));
    for (const { number, key, mediaType } of await this.invoices(dispute.orderIds))
      pack.add(`发票/${number}.${fileEnding(mediaType)}`, '发票原件', async () => {
        const stored = await this.files.stored(key);
        return stored?.body ?? Readable.from([LOST]);
      });
    pack.end(`争议 ${dispute.ref} 的证据`, about);
    return {
      fileName: `争议证据-${dispute.ref}.zip`,
      paymentId: dispute.paymentId,
      summary: `下载争议 ${dispute.ref} 的证据包（${orders.map(({ number }) => number).join('、') || '没有订单'}）`,
      write: (output) =>
        pack.into(output).then(
          () => pack.entries,
          (error: unknown) => {
            output.destroy(error instanceof Error ? error : undefined);
            throw error;
          },
        ),
    };
  }

  /** The dispute with its payment, and whatever was bought with it: of a group purchase what its pledges were pooled for. One statement. */
  private async disputed(id: string): Promise<Disputed & { readonly orderIds: readonly string[] }> {
    const row = await this.db.one<Disputed & { readonly orderIds: readonly string[] }>(
      `SELECT d.provider_ref AS ref, d.amount_fen AS "amountFen", d.reason, d.status, d.respond_by AS "respondBy", d.opened_at AS "openedAt",
         p.id AS "paymentId", p.amount_fen AS "paidFen", p.refunded_fen AS "refundedFen", p.paid_at AS "paidAt",
         (SELECT a.provider_ref FROM payment_attempt a WHERE a.payment_id = p.id AND a.status = 'succeeded') AS "intentRef",
         ARRAY(SELECT o.id FROM sales_order o JOIN checkout c ON c.id = o.checkout_id
           WHERE c.payment_id = p.id OR c.payment_id IN (SELECT m.pool_id FROM payment_pool_share m WHERE m.payment_id = p.id)
           ORDER BY o.number) AS "orderIds"
       FROM payment_dispute d JOIN payment p ON p.id = d.payment_id WHERE d.id = $1`,
      [id],
    );
    if (!row) throw new DomainError('not_found');
    return row;
  }

  private cover(dispute: Disputed, orders: readonly OrderView[], about: string): Promise<Buffer> {
    const info = { Title: `争议 ${dispute.ref} 举证说明`, Creator: '益购' };
    return this.gate.run(() => drawPdf({ info, margin: 48 }, (doc) => drawDispute(doc, dispute, orders, about)));
  }

  /** The invoices that stand, each once. One statement. */
  private invoices(orderIds: readonly string[]): Promise<Invoice[]> {
    return this.db.query<Invoice>(
      `SELECT v.number, e.key, e.media_type AS "mediaType" FROM purchasing_invoice v JOIN evidence e ON e.id = v.file_id
       WHERE v.status <> 'withdrawn' AND v.id IN (SELECT i.invoice_id FROM purchasing_invoice_order i WHERE i.order_id = ANY($1)) ORDER BY v.number`,
      [orderIds],
    );
  }
}
