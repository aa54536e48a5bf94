import { Router } from '@angular/router';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Session } from '../../identity/session';
import { FormScreen } from '../../shared/testing/form-screen';
import { ProductEditor } from './product-editor';

const SKU = {
  id: '0b7f3f8e-0000-4000-8000-000000000001',
  code: 'XM-500',
  name: '500克/袋',
  netWeightGrams: 500,
  priceFen: 3250,
  marketPriceFen: null,
  active: true,
  onHand: 40,
  reserved: 2,
};
const PRODUCT = {
  id: 'product',
  version: 3,
  name: '花椒',
  status: 'draft',
  categorySlug: 'spices',
  description: '',
  county: null,
  certificateNumber: null,
  channels: [],
  photos: [],
  skus: [SKU],
};
const CATEGORY = { slug: 'spices', name: '香辛料', parentSlug: null, productCount: 1 };
const SLIP = { skuName: '500克/袋', priceFen: 32_500, verdict: 'decimal_slip', message: '疑似多写一位' };

describe('the product editor', () => {
  let screen: FormScreen<ProductEditor>;
  const open = async (id: string) => {
    screen = await FormScreen.open(ProductEditor, { id }, [{ provide: Session, useValue: { may: () => true } }]);
    await screen.answer(screen.asked('/categories'), { items: [CATEGORY] });
    await screen.answer(screen.asked('/supplier/certificates'), { items: [] });
    if (id !== 'new') await screen.answer(screen.asked(`/supplier/products/${id}`), PRODUCT);
  };
  const save = () => screen.press('product-form');
  const update = () => screen.asked('/supplier/products/product', 'PUT');

  describe('of a new product', () => {
    beforeEach(() => open('new'));

    it('names every field that is wrong, at the field, and counts them', async () => {
      await screen.type('sku-initialStock', '-1');
      await screen.type('sku-grams', '半斤');
      await save();
      expect(screen.errors()).toEqual([
        '请填写产品名称',
        '请选择分类',
        '请填写规格名称',
        '请填写不小于 0 的整数',
        '请填写价格',
        '请填写不小于 0 的整数',
      ]);
      expect(screen.at('product-errors').textContent).toContain('有 6 处需要修改');
      expect(screen.at('sku-grams').value).toBe('半斤');
      expect(document.activeElement).toBe(screen.at('product-name'));
      screen.sentNothing();
    });

    it('shows the price of 500 g as it is typed, and adds and removes SKUs', async () => {
      await screen.type('sku-grams', '250');
      await screen.type('sku-priceYuan', '32.5');
      expect(screen.at('sku-unit-price').textContent).toBe('¥65.00');
      await screen.press('sku-add');
      await screen.type(screen.all('sku-name')[1]!, '大袋');
      await screen.press(screen.labelled('去掉规格 1'));
      expect(screen.all('sku-name').map((field) => field.value)).toEqual(['大袋']);
      expect(screen.at('sku-unit-price').textContent).toBe('—');
    });

    it('stores a draft and goes on with it', async () => {
      const navigate = jest.spyOn(screen.fixture.debugElement.injector.get(Router), 'navigate').mockResolvedValue(true);
      await screen.type('product-name', '花椒');
      screen.fixture.componentInstance['form'].fields.categorySlug().value.set('spices');
      await screen.type('sku-name', '500克/袋');
      await screen.type('sku-priceYuan', '0.29');
      await screen.type('sku-initialStock', '20');
      await save();
      const sent = screen.asked('/supplier/products', 'POST');
      expect(screen.bodyOf(sent)).toMatchObject({
        name: '花椒',
        categorySlug: 'spices',
        skus: [{ name: '500克/袋', netWeightGrams: null, priceFen: 29, marketPriceFen: null, initialStock: 20 }],
      });
      await screen.answer(sent, PRODUCT);
      expect(navigate).toHaveBeenCalledWith(['/supplier/products', 'product'], { replaceUrl: true });
    });
  });

  describe('of a stored product', () => {
    beforeEach(() => open('product'));

    it('shows what is stored, and sends what is changed with the version it was made from', async () => {
      expect([screen.at('sku-priceYuan').value, screen.at('sku-grams').value]).toEqual(['32.50', '500']);
      expect(screen.text()).not.toContain('有未保存的修改');
      await screen.type('sku-priceYuan', '29.9');
      expect(screen.text()).toContain('有未保存的修改');
      expect(screen.at<HTMLButtonElement>('publish').disabled).toBe(true);
      await save();
      const sent = update();
      expect(screen.bodyOf(sent)).toMatchObject({ version: 3, skus: [{ id: SKU.id, priceFen: 2990 }] });
      expect(screen.bodyOf(sent)).not.toHaveProperty('skus.0.initialStock');
      await screen.answer(sent, { ...PRODUCT, version: 4, skus: [{ ...SKU, priceFen: 2990 }] });
      expect(screen.at('sku-priceYuan').value).toBe('29.90');
      expect(screen.text()).not.toContain('有未保存的修改');
    });

    it('shows a refusal at the SKU it is about', async () => {
      await screen.type('sku-name', '一袋');
      await save();
      await screen.refuse(update(), 'validation_failed', '请检查', { fields: { 'skus.0.name': '名称已使用' } });
      expect(screen.errors()).toEqual(['名称已使用']);
      expect(screen.at('product-errors').textContent).toContain('有 1 处需要修改');
      expect(screen.at('sku-name').value).toBe('一袋');
    });

    it('R17: asks about a price that is far off, and sends the answer', async () => {
      await screen.type('sku-priceYuan', '325');
      await save();
      await screen.refuse(update(), 'price_slip_suspected', '请核对', { prices: [SLIP] });
      expect(screen.at('price-questions').textContent).toContain('疑似多写一位');
      expect(screen.all('product-failure')).toEqual([]);
      await save();
      await screen.refuse(update(), 'price_slip_suspected', '请核对', { prices: [SLIP] });
      expect(screen.errors()).toEqual(['请填写理由，或改正价格']);
      await screen.type('price-reason', '礼盒');
      await screen.press('price-confirmed');
      await save();
      expect(screen.bodyOf(update())).toMatchObject({ priceReason: '礼盒', priceConfirmed: true });
    });

    it('keeps what was typed when somebody else saved, until theirs is asked for', async () => {
      await screen.type('product-name', '大红袍花椒');
      await save();
      await screen.refuse(update(), 'illegal_transition', '已被修改');
      expect(screen.at('product-conflict').textContent).toContain('没有保存');
      expect(screen.at('product-name').value).toBe('大红袍花椒');
      await screen.press(screen.at('product-conflict').querySelector('button')!);
      await screen.answer(screen.asked('/supplier/products/product', 'GET'), {
        ...PRODUCT,
        version: 4,
        name: '花椒王',
      });
      expect(screen.at('product-name').value).toBe('花椒王');
      expect(screen.all('product-conflict')).toEqual([]);
    });

    it('leaves what is typed alone when stock or photos change behind it', async () => {
      await screen.type('product-name', '大红袍花椒');
      screen.fixture.componentInstance['stored'].reload();
      await screen.settle();
      await screen.answer(screen.asked('/supplier/products/product', 'GET'), {
        ...PRODUCT,
        skus: [{ ...SKU, onHand: 50 }],
      });
      expect(screen.at('product-name').value).toBe('大红袍花椒');
      expect(screen.at('sku-row').textContent).toContain('50');
    });
  });
});
