import { AuditLog } from '@yigou/audit';
import { OrderableSkus } from '@yigou/catalogue';
import { aCategory, anAdmittedSupplier, aProduct, aSku } from '@yigou/catalogue/testing';
import type { RouteBody } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { memberOf } from '@yigou/identity/testing';
import { Notices } from '@yigou/notifications';
import { PolicyParameters } from '@yigou/platform';
import { aUnit } from '@yigou/procurement/testing';
import { COUNTY, Market } from '@yigou/orders/testing';
import type { TestDatabase } from '@yigou/testing';
import { ApprovalRules } from '../approval-rules.service';
import { OrderRequisition } from '../order-requisition.service';
import { RequisitionQueries } from '../requisition.queries';
import { Requisitions } from '../requisitions.service';

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
  readonly queries: RequisitionQueries;
  readonly rules: ApprovalRules;
  readonly ordering: OrderRequisition;
  readonly market: Market;

  constructor(readonly test: TestDatabase) {
    const { db, uow } = test;
    const skus = new OrderableSkus();
    const policy = new PolicyParameters(db);
    this.market = new Market(test);
    this.ordering = new OrderRequisition(uow, this.market.place, policy, new AuditLog());
    this.requisitions = new Requisitions(uow, skus, policy, new Notices(), new AuditLog());
    this.queries = new RequisitionQueries(db, skus, { STOREFRONT_URL: 'http://shop.test' });
    this.rules = new ApprovalRules(uow, db, new AuditLog());
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
    return this.requisitions.create(buyer, { ...WANTED, budgetId: null, lines });
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
    const id = await this.requisitions.create(unit.buyer, { ...WANTED, budgetId, lines });
    await this.requisitions.submit(unit.buyer, id);
    await this.approve(unit.approver, id);
    return id;
  }

  /** Orders what is shown, to an address of whoever orders. */
  async order(
    by: SeatedCaller,
    id: string,
    { expectedTotalFen, key }: { expectedTotalFen: number; key?: string },
  ): Promise<void> {
    const [address] = await this.market.addresses.list(by.actor.userId);
    const addressId = address?.id ?? (await this.market.addresses.create(by.actor.userId, PLACE)).id;
    const { linesHash } = await this.queries.get(by, id);
    const body = { linesHash, addressId, expectedTotalFen };
    await this.ordering.execute(by, id, body, this.market.claim(by.actor, { id, ...body }, key));
  }

  /** Approves what is shown at this moment. */
  async approve(by: SeatedCaller, id: string): Promise<void> {
    const { linesHash } = await this.queries.get(by, id);
    await this.requisitions.approve(by, id, linesHash);
  }
}
