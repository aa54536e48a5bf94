import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { InvoiceReading, RouteInput, RouteResponse } from '@yigou/contracts';
import { Evidence, EvidenceFiles, type EvidenceUpload } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat, type SeatedCaller, type SeatRule } from '@yigou/identity';
import { DomainError, fenText, newId } from '@yigou/kernel';
import { type Audience, Notices } from '@yigou/notifications';
import { claimKey, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { buffer } from 'node:stream/consumers';
import { type InvoiceMove, type LockedInvoice, lockInvoice, moveInvoice, recordInvoice } from './move-invoice';
import { INVOICEABLE, INVOICED_FEN, NET_FEN } from './open-amounts';
import { readInvoice } from './read-invoice';

const SUPPLIER: SeatRule = { kind: 'supplier' };
/** Who takes in invoices of a unit (§1); managers may do all that their clerks may. */
export const CASHIER: SeatRule = { kind: 'agency', duty: 'pay' };

type Said = RouteInput<'recordInvoice'>['body'];
interface Parties {
  readonly unitId: string;
  readonly unitCode: string | null;
  readonly sellerCode: string | null;
}
const AUDITED = {
  receive: ['purchasing.invoice_received', '核收'],
  object: ['purchasing.invoice_objected', '提出异议'],
  red_letter: ['purchasing.invoice_red_lettered', '红冲'],
  withdraw: ['purchasing.invoice_withdrawn', '撤销登记'],
} as const;

const TOLD = {
  record: ['有新发票待核收', (who) => `${who}登记了发票，请核对原件后核收，有误的写明原因退给供应商。`],
  receive: ['单位已核收发票', () => '发票已核收，不需要再办理。'],
  object: ['单位对发票提出异议', (why) => `原因：${why}。请红冲后重新开具，或撤销登记。`],
  red_letter: ['发票已红冲', (why) => `原因：${why}。请按红字发票入账，供应商会重新开具。`],
  withdraw: ['供应商撤销了发票登记', (why) => `原因：${why}。`],
} as const satisfies Record<string, readonly [title: string, body: (why: string) => string]>;

/** Invoices of suppliers to budget units: recorded against orders, received or objected to, red-lettered or withdrawn (§3d 验票). */
@Injectable()
export class Invoices {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly evidence: Evidence,
    private readonly files: EvidenceFiles,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /** Keeps an original, and reads it where it is the XML of a 数电票. Throws `original_invalid`, `evidence_infected`, `service_unavailable`. */
  async upload(caller: Caller, upload: EvidenceUpload): Promise<RouteResponse<'uploadInvoiceFile'>> {
    const file = await this.files.uploadOriginal(caller, upload);
    return { file, read: file.mediaType === 'application/xml' ? readInvoice(upload.body) : null };
  }

  /**
   * Records an invoice against orders of one unit; answers its id. What the XML of a 数电票 says is compared with what is typed. Throws `forbidden`, `not_found` (file, an
   * order that is not the supplier's, of several units, not signed or called off), `validation_failed` naming what differs from the file, `invoice_exceeds_orders`,
   * `invoice_number_taken`, also when another supplier records the number at the same moment.
   */
  async record(caller: Caller, said: Said, claim: IdempotencyClaim): Promise<string> {
    const read = await this.reading(caller, said.fileId);
    return this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, claim, { invoiceId: newId() });
      const id = result.invoiceId;
      if (!first) return id;
      const by = await holdSeat(tx, caller, SUPPLIER);
      const supplierId = by.seat.organisationId;
      const { unitId, unitCode, sellerCode } = await this.holdOrders(tx, supplierId, said.orders);
      if (read) agree(said, read, sellerCode);
      await this.evidence.attachOriginal(tx, said.fileId, by.actor.userId, { unitId, supplierId });
      const titleDiffers = read !== null && unitCode !== null && read.buyerCode !== unitCode;
      const byId = by.actor.userId;
      await recordInvoice(tx, { ...said, id, supplierId, unitId, byId, readFromFile: read !== null, titleDiffers });
      const summary = `登记发票 ${said.number}，${fenText(said.amountFen)}，对应 ${said.orders.length} 个订单`;
      await this.note(tx, by, id, { action: 'purchasing.invoice_recorded', summary });
      await this.tell(tx, { id, unitId, supplierId, number: said.number }, 'record', by.seat.organisationName);
      return id;
    });
  }

  /** The unit has it in its hands. Throws `forbidden`, `not_found`, `invoice_closed`. */
  receive(caller: Caller, id: string): Promise<void> {
    return this.move(caller, id, CASHIER, { action: 'receive' });
  }

  /** The unit says what is wrong with it. Throws `forbidden`, `not_found`, `invoice_closed`. */
  object(caller: Caller, id: string, reason: string): Promise<void> {
    return this.move(caller, id, CASHIER, { action: 'object', reason });
  }

  /** It was red-lettered: the orders may be invoiced anew. Throws `forbidden`, `not_found`, `invoice_closed`. */
  redLetter(caller: Caller, id: string, said: RouteInput<'redLetterInvoice'>['body']): Promise<void> {
    return this.move(caller, id, SUPPLIER, { action: 'red_letter', ...said });
  }

  /** It was recorded by mistake: the number is free again. Throws `forbidden`, `not_found`, `invoice_closed`. */
  withdraw(caller: Caller, id: string, reason: string): Promise<void> {
    return this.move(caller, id, SUPPLIER, { action: 'withdraw', reason });
  }

  private async move(caller: Caller, id: string, rule: SeatRule, said: Omit<InvoiceMove, 'byId'>): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, rule);
      const { organisationId } = by.seat;
      const side = rule.kind === 'agency' ? { unitId: organisationId } : { supplierId: organisationId };
      const invoice = await lockInvoice(tx, id, side);
      await moveInvoice(tx, invoice, { ...said, byId: by.actor.userId });
      const [action, word] = AUDITED[said.action];
      const summary = [`${word}发票 ${invoice.number}`, said.reason].filter(Boolean).join('：');
      await this.note(tx, by, id, { action, summary });
      await this.tell(tx, invoice, said.action, said.reason ?? '');
    });
  }

  /** The other side; of what the supplier said, whoever takes in invoices for the unit. `why`: a reason, or who recorded it. */
  private tell(
    tx: Tx,
    { id, number, supplierId, unitId }: Omit<LockedInvoice, 'status'>,
    action: keyof typeof TOLD,
    why: string,
  ): Promise<void> {
    const [title, sentence] = TOLD[action];
    const toSupplier = action === 'receive' || action === 'object';
    const audience: Audience = toSupplier
      ? { organisationIds: [supplierId] }
      : { duty: { organisationId: unitId, duty: 'pay' } };
    return this.notices.tell(tx, audience, {
      kind: 'invoice',
      title: `${title}：${number}`,
      body: sentence(why),
      link: `/${toSupplier ? 'supplier' : 'agency'}/invoices?id=${id}`,
    });
  }

  /** Null for a PDF or OFD, which people compare. Throws `validation_failed` for an XML that is no 数电票, `not_found`. */
  private async reading(caller: Caller, fileId: string): Promise<InvoiceReading | null> {
    const { mediaType, object } = await this.files.file(caller, fileId);
    if (mediaType !== 'application/xml') {
      object.body.destroy();
      return null;
    }
    const read = readInvoice(await buffer(object.body));
    if (!read) throw differs('fileId', '这个 XML 不是数电票，请上传税务平台下载的 XML 原件。');
    return read;
  }

  /** Locks the orders by id and finds that they need this much. */
  private async holdOrders(tx: Tx, supplierId: string, wanted: Said['orders']): Promise<Parties> {
    const ids = wanted.map(({ orderId }) => orderId);
    await tx.query('SELECT FROM sales_order WHERE id = ANY($1) ORDER BY id FOR UPDATE', [ids]);
    const orders = await tx.query<Parties & { readonly id: string; readonly openFen: number }>(
      `SELECT o.id, o.unit_id AS "unitId", u.credit_code AS "unitCode", s.credit_code AS "sellerCode", (${NET_FEN} - ${INVOICED_FEN})::bigint AS "openFen"
       FROM sales_order o JOIN organisation u ON u.id = o.unit_id JOIN organisation s ON s.id = o.supplier_id
       WHERE o.id = ANY($1) AND o.supplier_id = $2 AND ${INVOICEABLE}`,
      [ids, supplierId],
    );
    const [order] = orders;
    if (!order || orders.length < ids.length || orders.some(({ unitId }) => unitId !== order.unitId))
      throw new DomainError('not_found');
    const open = new Map(orders.map(({ id, openFen }) => [id, openFen]));
    const over = wanted.findIndex(({ orderId, amountFen }) => amountFen > (open.get(orderId) ?? 0));
    if (over >= 0) {
      const left = open.get(wanted[over]?.orderId ?? '') ?? 0;
      throw new DomainError('invoice_exceeds_orders', {
        fields: { [`orders.${over}.amountFen`]: `这个订单还需开票 ${fenText(Math.max(left, 0))}` },
      });
    }
    return order;
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    subjectId: string,
    said: {
      readonly action: 'purchasing.invoice_recorded' | (typeof AUDITED)[keyof typeof AUDITED][0];
      readonly summary: string;
    },
  ): Promise<void> {
    return this.audit.record(tx, { ...auditOf(by), ...said, subjectKind: 'invoice', subjectId });
  }
}

/** That what was typed is what the file says. Throws `validation_failed` with all that differs. */
function agree(said: Said, read: InvoiceReading, sellerCode: string | null): void {
  const fields = {
    ...(read.number !== said.number && { number: `与 XML 不一致：XML 中为 ${read.number}` }),
    ...(read.issuedOn !== said.issuedOn && { issuedOn: `与 XML 不一致：XML 中为 ${read.issuedOn ?? '空'}` }),
    ...(read.amountFen !== said.amountFen && {
      amountFen: `与 XML 不一致：XML 中为 ${read.amountFen === null ? '空' : fenText(read.amountFen)}`,
    }),
    ...(sellerCode !== null &&
      read.sellerCode !== sellerCode && { fileId: `销售方不是本单位：XML 中为 ${read.sellerName ?? '空'}` }),
  };
  if (Object.keys(fields).length > 0) throw new DomainError('validation_failed', { fields });
}

const differs = (field: string, why: string) => new DomainError('validation_failed', { fields: { [field]: why } });
