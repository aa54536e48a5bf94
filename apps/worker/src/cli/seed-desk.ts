import { AuditLog } from '@yigou/audit';
import { OrderableSkus } from '@yigou/catalogue';
import { offeredToUnits } from '@yigou/catalogue/testing';
import { Evidence } from '@yigou/evidence';
import { fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { marketDay, PolicyParameters } from '@yigou/platform';
import { Invoices, Requisitions, RequisitionNotes, RequisitionLines } from '@yigou/purchasing';
import { byWeight, taken } from '@yigou/purchasing/testing';
import type { CommandContext } from './command-context';
import { demoPaper } from './demo-paper';
import { demoPerson } from './demo-person';
import { DEMO_LOGINS } from './seed-accounts';
import { type Good, type People, type Placed, UnitPurchases } from './seed-purchases';

/** Where the school of the demo buys, and what from. */
export interface Desk {
  /** The county in which the school lies. */
  readonly code: string;
  readonly budgetId: string;
  readonly supplierId: string;
}
/** What a unit pays less from how many pieces on, in hundredths of everybody's price. */
const TIERS = [
  { from: 20, hundredths: 95 },
  { from: 100, hundredths: 90 },
] as const;
const SHORT = 2;
/** Which of the cooperative's goods is sold by weight, for so many grams, and what of its weight arrives. */
const BY_WEIGHT = 3;
const PER_GRAMS = 500;
const WEIGHED_HUNDREDTHS = 97;
const DAY_MS = 86_400_000;

/**
 * What lies on the desks of a school that buys and a cooperative that sells: a list that waits for its approver, an order for its supplier's signature, a voucher for the
 * confirmation that the money came, goods for acceptance by two, a shortage whose money is owed back, an invoice to be received, goods that are paid after acceptance, of which
 * some were weighed and are settled and some are to be paid. Done by the services that
 * people call, in their names.
 */
export class DeskStory {
  private readonly audit = new AuditLog();
  private readonly notices = new Notices();
  private readonly acts: UnitPurchases;
  private readonly today = marketDay(new Date());

  constructor(
    private readonly context: CommandContext,
    private readonly desk: Desk,
  ) {
    this.acts = new UnitPurchases(context, desk.budgetId);
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
    await this.acts.deliverTo(people, this.desk.code);
    await this.requisition(people, goods.slice(0, 2));
    await this.acts.place(people, good(0), 24);
    await this.acts.transferred(people, await this.acts.signed(people, good(1), 30));
    await this.acts.shipped(people, await this.acts.paid(people, good(2), 12));
    await this.short(people, await this.acts.paid(people, good(0), 40));
    await this.onAcceptance(people, good(1), goods[BY_WEIGHT]);
  }

  /** The cooperative's goods, each cheaper for units that take many. Of several the one with the least stock, which others hardly buy, is sold to them by weight, and comes last. */
  private async offered(): Promise<Good[]> {
    const { db } = this.context;
    const goods = await db.query<Good>(
      `SELECT id, "priceFen", grams FROM (
         SELECT DISTINCT ON (p.id) p.id AS product, k.id, k.price_fen AS "priceFen", k.net_weight_grams AS grams, s.on_hand - s.reserved AS "left"
         FROM product p JOIN sku k ON k.product_id = p.id AND k.active JOIN stock s ON s.sku_id = k.id JOIN listing l ON l.product_id = p.id
         WHERE p.supplier_id = $1 AND l.certificate_number IS NOT NULL ORDER BY p.id, k.price_fen) AS sold
       ORDER BY "left" DESC, product LIMIT ${BY_WEIGHT + 1}`,
      [this.desk.supplierId],
    );
    for (const [at, { id, priceFen, grams }] of goods.entries()) {
      if (at === BY_WEIGHT && grams) {
        const per = Math.floor((priceFen * PER_GRAMS) / grams);
        await byWeight(this.context, id, { perGrams: PER_GRAMS, priceFen: per, pieceGrams: grams, toleranceBp: 500 });
        continue;
      }
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
    const wanted = {
      purpose: '食堂下周用料（演示）',
      deliverOn: marketDay(new Date(Date.now() + 10 * DAY_MS)),
      deliverTo: '第一小学食堂后门',
      budgetId: this.desk.budgetId,
      lines: goods.map(({ id: skuId }, at) => ({ skuId, quantity: 25 + at * 15 })),
    };
    const id = await requisitions.create(buyer, wanted, this.acts.market.claim(buyer.actor, wanted));
    await requisitions.submit(buyer, id);
  }

  /** Paid on acceptance: what was weighed is settled to the fen, the rest is what the school still has to pay. */
  private async onAcceptance(people: People, good: Good, loose: Good | undefined): Promise<void> {
    const { acts } = this;
    await acts.market.selling.set(people.seller, { onAcceptance: true });
    const owing = await acts.signed(people, good, 16, 'on_acceptance');
    await acts.shipped(people, owing);
    await acts.accepted(people, owing, taken(owing.lineId, owing.quantity));
    if (!loose?.grams) return;
    const order = await acts.signed(people, loose, 20, 'on_acceptance');
    await acts.shipped(people, order);
    const grams = Math.round((order.quantity * loose.grams * WEIGHED_HUNDREDTHS) / 100);
    await acts.accepted(people, order, { ...taken(order.lineId, order.quantity), grams });
    await acts.came(people, { ...order, totalFen: await this.askedFen(order) });
  }

  private async askedFen({ id }: Placed): Promise<number> {
    const asked = await this.context.db.one<{ fen: number }>(
      'SELECT (total_fen - ended_fen)::int AS fen FROM sales_order WHERE id = $1',
      [id],
    );
    return asked?.fen ?? 0;
  }

  /** Two people accept it, a little short, and its supplier records the invoice. */
  private async short(people: People, order: Placed): Promise<void> {
    const { seller } = people;
    const { market, files } = this.acts;
    await this.acts.shipped(people, order);
    const { id: orderId, lineId, quantity, number } = order;
    const line = { ...taken(lineId, quantity - SHORT), short: SHORT, note: '两件包装破损，未收' };
    await this.acts.accepted(people, order, line);
    const owed = await this.context.db.one<{ fen: number }>(
      'SELECT (o.total_fen - coalesce((SELECT sum(amount_fen) FROM refund r WHERE r.holder = o.id), 0))::int AS fen FROM sales_order o WHERE o.id = $1',
      [orderId],
    );
    const amountFen = owed?.fen ?? 0;
    const title = `电子发票 ${number}（演示）`;
    const body = await demoPaper(title, [`价税合计：${fenText(amountFen)}`]);
    const { id: fileId } = await files.uploadOriginal(seller, { fileName: `${title}.pdf`, body });
    const invoices = new Invoices(this.context.uow, new Evidence(), files, this.audit, this.notices);
    const said = {
      code: '',
      number: '26000000000000000001',
      issuedOn: this.today,
      amountFen,
      fileId,
      orders: [{ orderId, amountFen }],
    };
    await invoices.record(seller, said, market.claim(seller.actor, said));
  }
}
