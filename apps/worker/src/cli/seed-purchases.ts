import { AuditLog } from '@yigou/audit';
import type { AcceptedLine, PaymentTerm } from '@yigou/contracts';
import { Evidence, EvidenceFiles, VirusScan } from '@yigou/evidence';
import type { SeatedCaller } from '@yigou/identity';
import { fenText } from '@yigou/kernel';
import { restocked } from '@yigou/inventory/testing';
import { aParcel } from '@yigou/logistics/testing';
import { Notices } from '@yigou/notifications';
import { Market } from '@yigou/orders/testing';
import { marketDay, PolicyParameters } from '@yigou/platform';
import { Acceptances, Transfers } from '@yigou/purchasing';
import type { CommandContext } from './command-context';
import { demoPaper } from './demo-paper';

export interface Good {
  readonly id: string;
  readonly priceFen: number;
  /** Of a piece; null where no weight is known. */
  readonly grams: number | null;
}
export interface Placed {
  readonly id: string;
  readonly number: string;
  readonly totalFen: number;
  readonly lineId: string;
  readonly quantity: number;
}
/** Of the school and of the cooperative. */
export interface People {
  readonly buyer: SeatedCaller;
  readonly manager: SeatedCaller;
  readonly acceptor: SeatedCaller;
  readonly seller: SeatedCaller;
}

const DAY_MS = 86_400_000;

/** What a unit and a supplier do for an order, one after the other, by the services that people call and in their names. */
export class UnitPurchases {
  readonly market: Market;
  readonly files: EvidenceFiles;
  private readonly transfers: Transfers;
  private readonly acceptances: Acceptances;

  private addressId = '';

  constructor(
    private readonly context: CommandContext,
    private readonly budgetId: string,
  ) {
    const { config, db, uow, store } = context;
    const [audit, notices, evidence] = [new AuditLog(), new Notices(), new Evidence()];
    this.market = new Market(context);
    this.transfers = new Transfers(db, uow, this.market.transfers, evidence, notices, audit, new PolicyParameters(db));
    this.acceptances = new Acceptances(uow, this.market.accept, evidence, audit, notices);
    this.files = new EvidenceFiles(uow, db, audit, new VirusScan(config), store);
  }

  /** Where all that is ordered from now on goes. */
  async deliverTo({ buyer }: People, regionCode: string): Promise<void> {
    const place = {
      receiver: '演示食堂库管',
      phone: '13800000000',
      regionCode,
      detail: '第一小学食堂（演示）',
      isDefault: true,
    };
    const claim = this.market.claim(buyer.actor, place);
    const { id } = await this.market.addresses.create(buyer.actor.userId, place, claim);
    this.addressId = id;
  }

  async place({ buyer }: People, good: Good, quantity: number, paymentTerms: PaymentTerm = 'prepaid'): Promise<Placed> {
    const { market, addressId, budgetId } = this;
    await restocked(this.context.db, good.id, quantity, new Date());
    const lines = [{ skuId: good.id, quantity }];
    const { totalFen } = await market.checkouts.preview(buyer.actor.userId, lines, addressId, { payer: 'unit' });
    const body = { lines, addressId, expectedTotalFen: totalFen, remark: '', budgetId, paymentTerms };
    const checkout = await market.place.execute(buyer, body, market.claim(buyer.actor, body));
    const [order] = await this.context.db.query<Placed>(
      `SELECT o.id, o.number, o.total_fen AS "totalFen", l.id AS "lineId", l.quantity FROM sales_order o JOIN order_line l ON l.order_id = o.id
       WHERE o.id = $1`,
      [checkout.orders[0]?.id],
    );
    if (!order) throw new Error('nothing was ordered');
    return order;
  }

  async signed(people: People, good: Good, quantity: number, terms?: PaymentTerm): Promise<Placed> {
    const { seller } = people;
    const order = await this.place(people, good, quantity, terms);
    const { id, totalFen } = order;
    await this.market.signing.sign(seller, id, totalFen, this.market.claim(seller.actor, { id }));
    return order;
  }

  async transferred({ manager }: People, { id, number, totalFen }: Placed): Promise<void> {
    const voucher = await this.paper(manager, `转账凭证 ${number}`, [`付款金额：${fenText(totalFen)}`]);
    const body = { amountFen: totalFen, paidOn: marketDay(new Date()), vouchers: [voucher], remark: '' };
    await this.transfers.submit(manager, id, body, this.market.claim(manager.actor, { id }));
  }

  async paid(people: People, good: Good, quantity: number): Promise<Placed> {
    const order = await this.signed(people, good, quantity);
    await this.came(people, order);
    return order;
  }

  /** The school transferred it, and the cooperative has it. */
  async came(people: People, order: Placed): Promise<void> {
    const { seller } = people;
    await this.transferred(people, order);
    const transfer = await this.context.db.one<{ id: string }>(
      'SELECT id FROM purchasing_transfer WHERE order_id = $1',
      [order.id],
    );
    const id = transfer?.id ?? '';
    await this.transfers.confirm(seller, id, order.totalFen, this.market.claim(seller.actor, { id }));
  }

  /** All of it has left and arrived. */
  async shipped({ seller }: People, { id: orderId, number, lineId, quantity }: Placed): Promise<void> {
    const { uow, db } = this.context;
    const waybill = `DEMO${number.slice(2)}`;
    await uow.run(async (tx) => {
      const order = await this.market.fulfil.lock(tx, seller, orderId);
      const goes = new Map([[lineId, quantity]]);
      await this.market.fulfil.shipLines(tx, order, goes, [{ carrier: 'ems', waybill }], seller);
    });
    await aParcel(db, {
      orderId,
      orderLineId: lineId,
      quantity,
      carrier: 'ems',
      waybill,
      status: 'delivered',
      shippedAt: new Date(Date.now() - 3 * DAY_MS),
    });
  }

  /** Two people accept it. */
  async accepted({ acceptor, manager }: People, { id: orderId }: Placed, line: AcceptedLine): Promise<void> {
    const { claim } = this.market;
    const sheet = { lines: [line], remark: '', recordedAt: new Date().toISOString() };
    const sheetId = await this.acceptances.sign(acceptor, orderId, sheet, claim(acceptor.actor, { orderId }));
    await this.acceptances.confirm(manager, sheetId, claim(manager.actor, { sheetId }));
  }

  private async paper(by: SeatedCaller, title: string, lines: readonly string[]): Promise<string> {
    const body = await demoPaper(title, lines);
    return (await this.files.upload(by, { fileName: `${title}.pdf`, body })).id;
  }
}
