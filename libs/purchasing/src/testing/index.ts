import { AuditLog } from '@yigou/audit';
import { OrderableSkus } from '@yigou/catalogue';
import { aCategory, anAdmittedSupplier, aProduct, aSku, offeredToUnits } from '@yigou/catalogue/testing';
import { type AcceptedLine, mostPieceFen, type RouteBody, type WeightTerms } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { aFile } from '@yigou/evidence/testing';
import type { SeatedCaller } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { StockLedger } from '@yigou/inventory';
import { memberOf } from '@yigou/identity/testing';
import { Notices } from '@yigou/notifications';
import { UnitTerms } from '@yigou/orders';
import { PolicyParameters } from '@yigou/platform';
import { aBudget, aUnit } from '@yigou/procurement/testing';
import { COUNTY, Market, PRICE_FEN } from '@yigou/orders/testing';
import { aClaim, type TestDatabase } from '@yigou/testing';
import { AcceptanceQueries } from '../acceptance/acceptance.queries';
import { Acceptances } from '../acceptance/acceptances.service';
import { InspectionLedgers } from '../acceptance/inspection-ledger.queries';
import { BankLines } from '../bank/bank-lines.service';
import { ImportBankStatement } from '../bank/import-statement';
import { TransferRefunds } from '../transfers/transfer-refunds.service';
import { RemindTransfers } from '../transfers/remind-transfers';
import { Transfers } from '../transfers/transfers.service';
import { ApprovalRules } from '../approval-rules.service';
import { ExpireRequisitions } from '../expire-requisitions';
import { OrderRequisition } from '../order-requisition.service';
import { Templates } from '../templates/templates.service';
import { RequisitionLines } from '../requisition-lines';
import { RequisitionNotes } from '../requisition-notes';
import { RequisitionQueries } from '../requisition.queries';
import { Requisitions } from '../requisitions.service';

export * from './an-invoice';
export * from './e-invoice';
export * from './a-statement';

/** Something that can be ordered, at a price per piece; answers the SKU's id. */
export async function goods({ db, uow }: TestDatabase, priceFen = 2_000, pieces = 1_000): Promise<string> {
  const { supplierId } = await anAdmittedSupplier(db);
  await aCategory(db);
  const { id: productId } = await aProduct(db, { supplierId });
  const { id: skuId } = await aSku(db, { productId, priceFen, netWeightGrams: 10 });
  const movement = { skuId, delta: pieces, reason: 'import', reference: 'test' } as const;
  await uow.run((tx) => new StockLedger().adjust(tx, movement));
  return skuId;
}

/** What a requisition says beside its lines. */
export const WANTED = { purpose: '食堂一周用粮', deliverOn: '2026-12-07', deliverTo: '学校食堂后门' } as const;
/** Where everybody has it sent. */
const PLACE = { receiver: '李师傅', phone: '13900000000', regionCode: COUNTY, detail: '学校食堂后门', isDefault: true };
type Lines = RouteBody<'createRequisition'>['lines'];

export interface UnitAtWork {
  readonly unitId: string;
  readonly manager: SeatedCaller;
  readonly buyer: SeatedCaller;
  /** The first who is asked; up to 1,000 yuan per order, 1,500 per month. */
  readonly approver: SeatedCaller;
  /** The one above; without a limit. */
  readonly chief: SeatedCaller;
}

/** The services of the context, and units whose people buy and approve. */
export class PurchasingHarness {
  readonly requisitions: Requisitions;
  readonly expiry: ExpireRequisitions;
  readonly queries: RequisitionQueries;
  readonly rules: ApprovalRules;
  readonly ordering: OrderRequisition;
  readonly templates: Templates;
  readonly market: Market;

  constructor(readonly test: TestDatabase) {
    const { db, uow } = test;
    const skus = new OrderableSkus();
    const policy = new PolicyParameters(db);
    this.market = new Market(test);
    const notes = new RequisitionNotes(new Notices(), new AuditLog());
    this.ordering = new OrderRequisition(uow, this.market.place, new UnitTerms(db, policy), notes);
    this.requisitions = new Requisitions(uow, new RequisitionLines(skus), policy, notes);
    this.expiry = new ExpireRequisitions(db, uow, notes);
    this.queries = new RequisitionQueries(db, skus, { STOREFRONT_URL: 'http://shop.test' });
    this.rules = new ApprovalRules(uow, db, new AuditLog());
    this.templates = new Templates(db, uow, skus);
  }

  async unit(): Promise<UnitAtWork> {
    const unitId = await aUnit(this.test);
    const { db } = this.test;
    const people = {
      manager: await memberOf(db, unitId, { role: 'manager', name: '负责人' }),
      buyer: await memberOf(db, unitId, { duties: ['buy'], name: '采购员' }),
      approver: await memberOf(db, unitId, { duties: ['approve'], name: '审批人' }),
      chief: await memberOf(db, unitId, { duties: ['approve'], name: '上级审批人' }),
    };
    await this.rules.set(people.manager, {
      approvers: [
        { userId: people.approver.actor.userId, perOrderFen: 100_000, perMonthFen: 150_000 },
        { userId: people.chief.actor.userId, perOrderFen: null, perMonthFen: null },
      ],
    });
    return { unitId, ...people };
  }

  /** A requisition with lines, as a draft; answers its id. */
  draft({ buyer }: UnitAtWork, lines: Lines): Promise<string> {
    return this.requisitions.create(buyer, { ...WANTED, budgetId: null, lines }, aClaim());
  }

  /** A list that the unit keeps; answers its id. */
  template({ buyer }: UnitAtWork, lines: Lines, name = '每周'): Promise<string> {
    return this.templates.create(buyer, { name, lines }, aClaim());
  }

  async submitted(unit: UnitAtWork, lines: Lines): Promise<string> {
    const id = await this.draft(unit, lines);
    await this.requisitions.submit(unit.buyer, id);
    return id;
  }

  /** The buyer writes the list anew. */
  async rewrite({ buyer }: UnitAtWork, id: string, lines: Lines): Promise<void> {
    const { lockVersion } = await this.queries.get(buyer, id);
    await this.requisitions.save(buyer, id, { ...WANTED, budgetId: null, lines, lockVersion });
  }

  /** A list that somebody approved; answers its id. */
  async approved(unit: UnitAtWork, lines: Lines, budgetId: string | null = null): Promise<string> {
    const id = await this.requisitions.create(unit.buyer, { ...WANTED, budgetId, lines }, aClaim());
    await this.requisitions.submit(unit.buyer, id);
    await this.approve(unit.approver, id);
    return id;
  }

  /** Orders what is shown, to an address of whoever orders, or with null to the points that the list names. */
  async order(
    by: SeatedCaller,
    id: string,
    { expectedTotalFen, key }: { expectedTotalFen: number; key?: string },
    to?: null,
  ): Promise<void> {
    const address = to === null ? {} : { addressId: await this.addressOf(by) };
    const { linesHash } = await this.queries.get(by, id);
    const body = { linesHash, ...address, expectedTotalFen };
    await this.ordering.execute(by, id, body, this.market.claim(by.actor, { id, ...body }, key));
  }

  private async addressOf({ actor: { userId } }: SeatedCaller): Promise<string> {
    const [address] = await this.market.addresses.list(userId);
    return address?.id ?? (await this.market.addresses.create(userId, PLACE, aClaim())).id;
  }

  /** Approves what is shown at this moment. */
  async approve(by: SeatedCaller, id: string): Promise<void> {
    const { linesHash } = await this.queries.get(by, id);
    await this.requisitions.approve(by, id, linesHash);
  }
}

/** Sells a SKU by weight to units. */
export const byWeight = ({ db }: Pick<TestDatabase, 'db'>, skuId: string, weight: WeightTerms): Promise<void> =>
  offeredToUnits(db, skuId, { minimum: 1, weekly: null, tiers: [], weight });

/** A line of a sheet of which everything came and nothing is said. */
export const taken = (orderLineId: string, accepted: number): AcceptedLine => ({
  orderLineId,
  accepted,
  grams: null,
  short: 0,
  refused: 0,
  refusal: null,
  note: '',
  batch: '',
  producedOn: null,
  shelfLifeDays: null,
  papers: [],
  photos: [],
});

/** A unit with two people who accept, and an order of five pieces of one line that has been shipped. */
export interface ShippedToUnit {
  readonly unitId: string;
  readonly budgetId: string;
  readonly buyer: SeatedCaller;
  readonly first: SeatedCaller;
  readonly second: SeatedCaller;
  readonly orderId: string;
  readonly lineId: string;
}

/** A unit's signed order that waits for its money, and who may say what of it. */
export interface ToBeTransferred {
  readonly unitId: string;
  readonly budgetId: string;
  readonly buyer: SeatedCaller;
  readonly payer: SeatedCaller;
  readonly seller: SeatedCaller;
  readonly orderId: string;
  readonly totalFen: number;
}

/** A unit's order that it pays on acceptance, and who may do what with it. */
export type OnAcceptance = ShippedToUnit & Pick<ToBeTransferred, 'payer' | 'seller' | 'totalFen'>;

/** The services of bank transfers, and signed orders of units. */
export class TransferHarness {
  readonly market: Market;
  readonly transfers: Transfers;
  readonly givenBack: TransferRefunds;
  readonly reminders: RemindTransfers;
  readonly statements: ImportBankStatement;
  readonly bankLines: BankLines;

  constructor(
    readonly test: TestDatabase,
    market?: Market,
  ) {
    this.market = market ?? new Market(test);
    const [evidence, notices, audit] = [new Evidence(), new Notices(), new AuditLog()];
    const policy = new PolicyParameters(test.db);
    this.transfers = new Transfers(test.db, test.uow, this.market.transfers, evidence, notices, audit, policy);
    this.reminders = new RemindTransfers(test.db, test.uow, notices);
    this.givenBack = new TransferRefunds(test.uow, this.market.refunds, evidence, notices, audit);
    this.statements = new ImportBankStatement(test.db, test.uow, audit);
    this.bankLines = new BankLines(test.db, test.uow, this.transfers, audit);
  }

  /** An order of five pieces of one line. */
  async signed(): Promise<ToBeTransferred> {
    const { db } = this.test;
    const unitId = await aUnit(this.test);
    const budgetId = await aBudget(this.test, { unitId, ceilingFen: 10_000_000 });
    const { by: buyer, addressId } = await this.market.unitBuyer(unitId);
    const payer = await memberOf(db, unitId, { duties: ['pay'], name: '财务' });
    const body = this.market.body(addressId, [{ skuId: await this.market.sku(9), quantity: 5 }]);
    const checkout = await this.market.place.execute(buyer, body, this.market.claim(buyer.actor, body));
    const orderId = checkout.orders[0]?.id ?? '';
    await this.market.signed(orderId);
    const order = await db.one<{ id: string }>('SELECT supplier_id AS id FROM sales_order WHERE id = $1', [orderId]);
    const seller = await this.market.seller(order?.id ?? '');
    return { unitId, budgetId, buyer, payer, seller, orderId, totalFen: checkout.totalFen };
  }

  /** The payer says that all of it was transferred; answers the voucher's id. */
  async submit(
    { payer, orderId, totalFen }: ToBeTransferred,
    amountFen = totalFen,
    key: string = newId(),
  ): Promise<string> {
    const { id: voucher } = await aFile(this.test.db, { uploadedBy: payer.actor.userId });
    const body = { amountFen, paidOn: '2026-01-05', vouchers: [voucher], remark: '' };
    await this.transfers.submit(payer, orderId, body, this.market.claim(payer.actor, { orderId }, key));
    const row = await this.test.db.one<{ id: string }>(
      'SELECT id FROM purchasing_transfer WHERE order_id = $1 ORDER BY submitted_at DESC LIMIT 1',
      [orderId],
    );
    return row?.id ?? '';
  }

  confirm(
    { seller, totalFen }: ToBeTransferred,
    id: string,
    receivedFen = totalFen,
    key: string = newId(),
  ): Promise<void> {
    return this.transfers.confirm(seller, id, receivedFen, this.market.claim(seller.actor, { id }, key));
  }

  /** The supplier's bank says that money came; answers the line's id. */
  async came(
    { seller }: Pick<ToBeTransferred, 'seller'>,
    yuan: number,
    memo = '货款',
    serial: string = newId(),
  ): Promise<string> {
    const file = Buffer.from(`交易日期,收入,对方户名,摘要,流水号\n2026-01-05,${yuan},某学校,${memo},${serial}`);
    const { id } = await this.statements.preview(seller, '流水.csv', file);
    await this.statements.confirm(seller, id, this.market.claim(seller.actor, { id }));
    const row = await this.test.db.one<{ id: string }>(
      'SELECT id FROM purchasing_bank_line WHERE serial = $1 AND supplier_id = $2',
      [serial, seller.seat.organisationId],
    );
    return row?.id ?? '';
  }

  /** A supplier's member confirms a voucher by a line. */
  confirmBy({ seller }: Pick<ToBeTransferred, 'seller'>, lineId: string, transferId: string): Promise<void> {
    return this.bankLines.confirm(seller, lineId, transferId, this.market.claim(seller.actor, { lineId, transferId }));
  }

  /** One was paid and cancelled: its supplier owes the money back; answers the refund's id. */
  async owed(one?: ToBeTransferred): Promise<string> {
    const of = one ?? (await this.signed());
    await this.confirm(of, await this.submit(of));
    const { buyer, orderId } = of;
    await this.market.close.cancel(buyer, orderId, '不要了', this.market.claim(buyer.actor, { orderId }));
    const row = await this.test.db.one<{ id: string }>('SELECT id FROM refund WHERE holder = $1', [orderId]);
    return row?.id ?? '';
  }

  /** The supplier says that it has sent a refund back. */
  async sendBack({ seller }: ToBeTransferred, refundId: string, key: string = newId()): Promise<void> {
    const { id: voucher } = await aFile(this.test.db, { uploadedBy: seller.actor.userId });
    const body = { paidOn: '2026-01-06', vouchers: [voucher] };
    await this.givenBack.send(seller, refundId, body, this.market.claim(seller.actor, { refundId }, key));
  }
}

/** The services of acceptance, and orders of units that wait for it. */
export class AcceptanceHarness {
  readonly market: Market;
  readonly acceptances: Acceptances;
  readonly queries: AcceptanceQueries;
  readonly ledgers: InspectionLedgers;

  constructor(readonly test: TestDatabase) {
    this.market = new Market(test);
    this.acceptances = new Acceptances(test.uow, this.market.accept, new Evidence(), new AuditLog(), new Notices());
    this.queries = new AcceptanceQueries(test.db, new Evidence());
    this.ledgers = new InspectionLedgers(test.db);
  }

  /** Of five pieces ordered so many are shipped; by weight where terms are given. */
  async shipped(pieces = 5, weight?: WeightTerms): Promise<ShippedToUnit> {
    const { db } = this.test;
    const unitId = await aUnit(this.test);
    const budgetId = await aBudget(this.test, { unitId, ceilingFen: 10_000_000 });
    const first = await memberOf(db, unitId, { duties: ['accept'], name: '验收员' });
    const second = await memberOf(db, unitId, { duties: ['accept'], name: '复核员' });
    const { market } = this;
    const { by: buyer, addressId } = await market.unitBuyer(unitId);
    const skuId = await market.sku(9);
    if (weight) await byWeight(this.test, skuId, weight);
    const ordered = market.body(addressId, [{ skuId, quantity: 5 }]);
    const more = weight ? 5 * (mostPieceFen(weight) - PRICE_FEN) : 0;
    const body = { ...ordered, expectedTotalFen: ordered.expectedTotalFen + more };
    const checkout = await market.place.execute(buyer, body, market.claim(buyer.actor, body));
    const orderId = checkout.orders[0]?.id ?? '';
    await market.signed(orderId);
    const ref = await market.intentOf(orderId);
    market.gateway.pay(ref);
    await market.settle.execute(market.gateway.intent(ref));
    await this.ship(orderId, pieces);
    const line = await db.one<{ id: string }>('SELECT id FROM order_line WHERE order_id = $1', [orderId]);
    return { unitId, budgetId, buyer, first, second, orderId, lineId: line?.id ?? '' };
  }

  /** The supplier of a SKU lets units pay after acceptance. */
  async grantOnAcceptance(skuId: string): Promise<void> {
    const sku = await this.test.db.one<{ id: string }>(
      'SELECT p.supplier_id AS id FROM sku k JOIN product p ON p.id = k.product_id WHERE k.id = $1',
      [skuId],
    );
    await this.market.selling.set(await this.market.seller(sku?.id ?? ''), { onAcceptance: true });
  }

  /** A unit's order of five pieces that is paid on acceptance: signed, nothing sent. */
  async onAcceptance(of?: string): Promise<OnAcceptance> {
    const { db } = this.test;
    const { market } = this;
    const unitId = of ?? (await aUnit(this.test));
    const budgetId = await aBudget(this.test, { unitId, ceilingFen: 10_000_000 });
    const first = await memberOf(db, unitId, { duties: ['accept'], name: '验收员' });
    const second = await memberOf(db, unitId, { duties: ['accept'], name: '复核员' });
    const payer = await memberOf(db, unitId, { duties: ['pay'], name: '财务' });
    const { by: buyer, addressId } = await market.unitBuyer(unitId);
    const skuId = await market.sku(9);
    await this.grantOnAcceptance(skuId);
    const body = { ...market.body(addressId, [{ skuId, quantity: 5 }]), paymentTerms: 'on_acceptance' as const };
    const checkout = await market.place.execute(buyer, body, market.claim(buyer.actor, body));
    const orderId = checkout.orders[0]?.id ?? '';
    await market.signed(orderId);
    const order = await db.one<{ lineId: string; supplierId: string }>(
      'SELECT l.id AS "lineId", o.supplier_id AS "supplierId" FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE o.id = $1',
      [orderId],
    );
    const seller = await market.seller(order?.supplierId ?? '');
    const people = { buyer, payer, seller, first, second };
    return { unitId, budgetId, ...people, orderId, lineId: order?.lineId ?? '', totalFen: checkout.totalFen };
  }

  /** Of such an order all was sent and so many pieces were short: it waits for its money. */
  async payable(short = 0, of?: string): Promise<OnAcceptance> {
    const one = await this.onAcceptance(of);
    await this.ship(one.orderId, 5);
    await this.confirm(one.second, await this.sign(one, one.first, { accepted: 5 - short, short }));
    return one;
  }

  async ship(orderId: string, pieces: number): Promise<void> {
    const { db, uow } = this.test;
    const order = await db.one<{ id: string }>('SELECT supplier_id AS id FROM sales_order WHERE id = $1', [orderId]);
    const seller = await this.market.seller(order?.id ?? '');
    await uow.run(async (tx) => {
      const locked = await this.market.fulfil.lock(tx, seller, orderId);
      const goes = new Map([...locked.lines.keys()].map((id) => [id, pieces]));
      await this.market.fulfil.shipLines(tx, locked, goes, [{ carrier: 'sf', waybill: newId() }], seller);
    });
  }

  /** Signs a sheet of the only line; answers its id. */
  sign(
    { orderId, lineId }: ShippedToUnit,
    by: SeatedCaller,
    said: Partial<AcceptedLine> = {},
    key: string = newId(),
  ): Promise<string> {
    const body = {
      lines: [{ ...taken(lineId, 5), ...said }],
      remark: '',
      recordedAt: '2026-11-28T08:00:00.000+08:00',
    };
    return this.acceptances.sign(by, orderId, body, this.market.claim(by.actor, { orderId, body }, key));
  }

  confirm(by: SeatedCaller, id: string, key: string = newId()): Promise<void> {
    return this.acceptances.confirm(by, id, this.market.claim(by.actor, { id }, key));
  }
}
