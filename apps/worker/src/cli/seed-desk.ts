import { AuditLog } from '@yigou/audit';
import { OrderableSkus } from '@yigou/catalogue';
import { offeredToUnits } from '@yigou/catalogue/testing';
import { Evidence, EvidenceFiles, VirusScan } from '@yigou/evidence';
import type { SeatedCaller } from '@yigou/identity';
import { fenText } from '@yigou/kernel';
import { restocked } from '@yigou/inventory/testing';
import { aParcel } from '@yigou/logistics/testing';
import { Notices } from '@yigou/notifications';
import { Market } from '@yigou/orders/testing';
import { marketDay, PolicyParameters } from '@yigou/platform';
import { Acceptances, Invoices, Requisitions, RequisitionNotes, RequisitionLines, Transfers } from '@yigou/purchasing';
import { taken } from '@yigou/purchasing/testing';
import type { CommandContext } from './command-context';
import { demoPaper } from './demo-paper';
import { demoPerson } from './demo-person';
import { DEMO_LOGINS } from './seed-accounts';

/** Where the school of the demo buys, and what from. */
export interface Desk {
  /** The county in which the school lies. */
  readonly code: string;
  readonly budgetId: string;
  readonly supplierId: string;
}
interface Good {
  readonly id: string;
  readonly priceFen: number;
}
interface Placed {
  readonly id: string;
  readonly number: string;
  readonly totalFen: number;
  readonly lineId: string;
  readonly quantity: number;
}
interface People {
  readonly buyer: SeatedCaller;
  readonly manager: SeatedCaller;
  readonly acceptor: SeatedCaller;
  readonly seller: SeatedCaller;
}

/** What a unit pays less from how many pieces on, in hundredths of everybody's price. */
const TIERS = [
  { from: 20, hundredths: 95 },
  { from: 100, hundredths: 90 },
] as const;
const SHORT = 2;
const DAY_MS = 86_400_000;

/**
 * What lies on the desks of a school that buys and a cooperative that sells: a list that waits for its approver, an order for its supplier's signature, a voucher for the
 * confirmation that the money came, goods for acceptance by two, a shortage whose money is owed back, an invoice to be received. Done by the services that
 * people call, in their names.
 */
export class DeskStory {
  private readonly audit = new AuditLog();
  private readonly notices = new Notices();
  private readonly evidence = new Evidence();
  private readonly market: Market;
  private readonly transfers: Transfers;
  private readonly acceptances: Acceptances;
  private readonly files: EvidenceFiles;
  private readonly today = marketDay(new Date());
  private addressId = '';

  constructor(
    private readonly context: CommandContext,
    private readonly desk: Desk,
  ) {
    const { config, db, uow, store } = context;
    const { audit, notices, evidence } = this;
    const policy = new PolicyParameters(db);
    this.market = new Market(context);
    this.transfers = new Transfers(db, uow, this.market.transfers, evidence, notices, audit, policy);
    this.acceptances = new Acceptances(uow, this.market.accept, evidence, audit, notices);
    this.files = new EvidenceFiles(uow, db, audit, new VirusScan(config), store);
  }

  /** Tells it; the cooperative has goods on the shelves. */
  async tell(): Promise<void> {
    const { db } = this.context;
    const people = {
      buyer: await demoPerson(db, DEMO_LOGINS.unitBuyer),
      manager: await demoPerson(db, DEMO_LOGINS.unitManager),
      acceptor: await demoPerson(db, DEMO_LOGINS.unitAcceptor),
      seller: await demoPerson(db, DEMO_LOGINS.supplier),
    };
    const goods = await this.offered();
    const good = (at: number): Good => {
      const one = goods[at % goods.length];
      if (!one) throw new Error('the cooperative of the demo sells nothing');
      return one;
    };
    const { id: addressId } = await this.market.addresses.create(people.buyer.actor.userId, {
      receiver: '演示食堂库管',
      phone: '13800000000',
      regionCode: this.desk.code,
      detail: '第一小学食堂（演示）',
      isDefault: true,
    });
    this.addressId = addressId;
    await this.requisition(people, goods.slice(0, 2));
    await this.place(people, good(0), 24);
    await this.transferred(people, await this.signed(people, good(1), 30));
    await this.shipped(people, await this.paid(people, good(2), 12));
    await this.accepted(people, await this.paid(people, good(0), 40));
  }

  /** The cooperative's goods, each cheaper for units that take many. */
  private async offered(): Promise<Good[]> {
    const { db } = this.context;
    const goods = await db.query<Good>(
      `SELECT DISTINCT ON (p.id) k.id, k.price_fen AS "priceFen" FROM product p JOIN sku k ON k.product_id = p.id AND k.active
         JOIN listing l ON l.product_id = p.id
       WHERE p.supplier_id = $1 AND l.certificate_number IS NOT NULL ORDER BY p.id, k.price_fen LIMIT 3`,
      [this.desk.supplierId],
    );
    for (const { id, priceFen } of goods) {
      const tiers = TIERS.map(({ from, hundredths }) => ({
        from,
        priceFen: Math.floor((priceFen * hundredths) / 100),
      }));
      await offeredToUnits(db, id, { minimum: 1, weekly: 2_000, tiers });
    }
    return goods;
  }

  private async requisition({ buyer }: People, goods: readonly Good[]): Promise<void> {
    const { db, uow } = this.context;
    const notes = new RequisitionNotes(this.notices, this.audit);
    const requisitions = new Requisitions(
      uow,
      new RequisitionLines(new OrderableSkus()),
      new PolicyParameters(db),
      notes,
    );
    const id = await requisitions.create(buyer, {
      purpose: '食堂下周用料（演示）',
      deliverOn: marketDay(new Date(Date.now() + 10 * DAY_MS)),
      deliverTo: '第一小学食堂后门',
      budgetId: this.desk.budgetId,
      lines: goods.map(({ id: skuId }, at) => ({ skuId, quantity: 25 + at * 15 })),
    });
    await requisitions.submit(buyer, id);
  }

  private async place({ buyer }: People, good: Good, quantity: number): Promise<Placed> {
    const { market, addressId } = this;
    await restocked(this.context.db, good.id, quantity, new Date());
    const lines = [{ skuId: good.id, quantity }];
    const { totalFen } = await market.checkouts.preview(buyer.actor.userId, lines, addressId, 'unit');
    const body = { lines, addressId, expectedTotalFen: totalFen, remark: '', budgetId: this.desk.budgetId };
    const checkout = await market.place.execute(buyer, body, market.claim(buyer.actor, body));
    const [order] = await this.context.db.query<Placed>(
      `SELECT o.id, o.number, o.total_fen AS "totalFen", l.id AS "lineId", l.quantity FROM sales_order o JOIN order_line l ON l.order_id = o.id
       WHERE o.id = $1`,
      [checkout.orders[0]?.id],
    );
    if (!order) throw new Error('nothing was ordered');
    return order;
  }

  private async signed(people: People, good: Good, quantity: number): Promise<Placed> {
    const { seller } = people;
    const order = await this.place(people, good, quantity);
    const { id, totalFen } = order;
    await this.market.signing.sign(seller, id, totalFen, this.market.claim(seller.actor, { id }));
    return order;
  }

  private async transferred({ manager }: People, { id, number, totalFen }: Placed): Promise<void> {
    const voucher = await this.paper(manager, `转账凭证 ${number}`, [`付款金额：${fenText(totalFen)}`]);
    const body = { amountFen: totalFen, paidOn: this.today, vouchers: [voucher], remark: '' };
    await this.transfers.submit(manager, id, body, this.market.claim(manager.actor, { id }));
  }

  private async paid(people: People, good: Good, quantity: number): Promise<Placed> {
    const { seller } = people;
    const order = await this.signed(people, good, quantity);
    await this.transferred(people, order);
    const transfer = await this.context.db.one<{ id: string }>(
      'SELECT id FROM purchasing_transfer WHERE order_id = $1',
      [order.id],
    );
    const id = transfer?.id ?? '';
    await this.transfers.confirm(seller, id, order.totalFen, this.market.claim(seller.actor, { id }));
    return order;
  }

  /** All of it has left and arrived. */
  private async shipped({ seller }: People, { id: orderId, number, lineId, quantity }: Placed): Promise<void> {
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

  /** Two people accept it, a little short, and its supplier records the invoice. */
  private async accepted(people: People, order: Placed): Promise<void> {
    const { acceptor, manager, seller } = people;
    const { claim } = this.market;
    await this.shipped(people, order);
    const { id: orderId, lineId, quantity, number } = order;
    const line = { ...taken(lineId, quantity - SHORT), short: SHORT, note: '两件包装破损，未收' };
    const sheet = { lines: [line], remark: '', recordedAt: new Date().toISOString() };
    const sheetId = await this.acceptances.sign(acceptor, orderId, sheet, claim(acceptor.actor, { orderId }));
    await this.acceptances.confirm(manager, sheetId, claim(manager.actor, { sheetId }));
    const owed = await this.context.db.one<{ fen: number }>(
      'SELECT (o.total_fen - coalesce((SELECT sum(amount_fen) FROM refund r WHERE r.holder = o.id), 0))::int AS fen FROM sales_order o WHERE o.id = $1',
      [orderId],
    );
    const amountFen = owed?.fen ?? 0;
    const title = `电子发票 ${number}（演示）`;
    const body = await demoPaper(title, [`价税合计：${fenText(amountFen)}`]);
    const { id: fileId } = await this.files.uploadOriginal(seller, { fileName: `${title}.pdf`, body });
    const invoices = new Invoices(this.context.uow, this.evidence, this.files, this.audit, this.notices);
    const said = {
      code: '',
      number: '26000000000000000001',
      issuedOn: this.today,
      amountFen,
      fileId,
      orders: [{ orderId, amountFen }],
    };
    await invoices.record(seller, said, claim(seller.actor, said));
  }

  private async paper(by: SeatedCaller, title: string, lines: readonly string[]): Promise<string> {
    const body = await demoPaper(title, lines);
    return (await this.files.upload(by, { fileName: `${title}.pdf`, body })).id;
  }
}
