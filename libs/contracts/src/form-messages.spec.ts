import { describe, expect, it } from '@jest/globals';
import type * as z from 'zod';
import {
  BatchInput,
  DelegateBody,
  FreightRules,
  PlaceRequisitionBody,
  ProductInput,
  SetApproversBody,
  ShipOrderBody,
  StockAdjustmentBody,
} from './index';

/** Field → what is wrong there, as a form shows it. */
const wrong = (schema: z.ZodType, body: unknown) =>
  Object.fromEntries(
    (schema.safeParse(body).error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]),
  );
const id = (last: number) => `0b7f3f8e-0000-4000-8000-${String(last).padStart(12, '0')}`;

describe('what a form says of a field that is empty or wrong', () => {
  it('of a product and its SKUs', () => {
    const sku = { name: '', netWeightGrams: 0, priceFen: null, marketPriceFen: 0, active: true, initialStock: -1 };
    const product = { description: '', countyCode: null, certificateNumber: null, channels: [] };
    expect(wrong(ProductInput, { ...product, name: ' ', categorySlug: null, skus: [sku] })).toEqual({
      name: '请填写产品名称',
      categorySlug: '请选择分类',
      'skus.0.name': '请填写规格名称',
      'skus.0.netWeightGrams': '请填写大于 0 的克数',
      'skus.0.priceFen': '请填写价格',
      'skus.0.marketPriceFen': '请填写大于 0 的金额',
      'skus.0.initialStock': '请填写不小于 0 的整数',
    });
    expect(wrong(ProductInput, { ...product, name: '茶', categorySlug: 'tea', skus: [] })).toEqual({
      skus: '请至少添加一个规格',
    });
  });

  it('of the freight rules, with one rule for a place', () => {
    const rule = {
      deliverable: true,
      firstGrams: 1000,
      stepGrams: 1000,
      firstFen: 800,
      stepFen: 100,
      freeOverFen: null,
    };
    const at = (regionPrefix: string) => ({ ...rule, regionPrefix });
    expect(wrong(FreightRules, { rules: [{ ...at('62'), firstFen: null, stepGrams: null, freeOverFen: 0 }] })).toEqual({
      'rules.0.firstFen': '请填写金额',
      'rules.0.stepGrams': '请填写克数',
      'rules.0.freeOverFen': '请填写大于 0 的金额',
    });
    expect(wrong(FreightRules, { rules: [at('62'), at(''), at('62'), at('')] })).toEqual({
      'rules.2.regionPrefix': '该地区已有一条规则',
      'rules.3.regionPrefix': '“其他地区”已有一条规则',
    });
  });

  it('of who approves, who stands in, and where an approved requisition goes', () => {
    const nobody = { userId: null, perOrderFen: null, perMonthFen: null };
    expect(wrong(SetApproversBody, { approvers: [nobody] })).toEqual({ 'approvers.0.userId': '请选择审批人' });
    const somebody = { ...nobody, userId: id(1) };
    expect(wrong(SetApproversBody, { approvers: [somebody, somebody] })).toEqual({ approvers: '同一审批人只列一次' });
    expect(wrong(DelegateBody, { toId: '', from: '2026-12-01', until: '2026-12-02' })).toEqual({
      toId: '请选择受托人',
    });
    const order = { linesHash: 'f'.repeat(64), expectedTotalFen: 1 };
    expect(wrong(PlaceRequisitionBody, { ...order, addressId: null })).toEqual({ addressId: '请选择收货地址' });
  });

  it('of a movement of stock', () => {
    for (const delta of [null, 0, 1.5])
      expect(wrong(StockAdjustmentBody, { delta, reason: ' ' })).toEqual({
        delta: '请填写不为 0 的整数',
        reason: '请填写原因',
      });
  });

  it('of parcels, with a waybill once', () => {
    const lines = [{ orderLineId: id(1), quantity: 1 }];
    expect(wrong(ShipOrderBody, { parcels: [{ carrier: null, waybill: '短', lines: [] }] })).toEqual({
      'parcels.0.carrier': '请选择承运商',
      'parcels.0.waybill': '运单号为 6–32 位字母或数字',
      'parcels.0.lines': '请至少放入一件商品',
    });
    const parcel = { carrier: 'sf', waybill: 'SF1234567', lines };
    expect(wrong(ShipOrderBody, { parcels: [parcel, { ...parcel, carrier: 'ems' }, parcel] })).toEqual({
      'parcels.2.waybill': '同一运单号填写了两次',
    });
  });

  it('of a batch, with each household once and no more than there is', () => {
    const batch = { reportEvidenceId: null, inspection: '', note: '', households: [] };
    expect(wrong(BatchInput, { ...batch, certificateId: '', harvestedOn: '', quantityGrams: null })).toEqual({
      certificateId: '请选择证书',
      harvestedOn: '请选择采收日期',
      quantityGrams: '请填写数量，例如 2000',
    });
    const full = { ...batch, certificateId: id(1), harvestedOn: '2026-10-01', quantityGrams: 1000 };
    const of = (last: number, grams: number | null) => ({ householdId: id(last), grams });
    expect(wrong(BatchInput, { ...full, households: [of(1, 600), of(2, 400), of(3, null)] })).toEqual({});
    expect(wrong(BatchInput, { ...full, households: [of(1, 600), of(2, 401)] })).toEqual({
      households: '各农户数量之和不能超过批次总量。',
    });
    expect(wrong(BatchInput, { ...full, households: [of(1, 1), of(1, 1)] })).toEqual({
      households: '同一农户只能填写一次。',
    });
  });
});
