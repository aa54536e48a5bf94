import { describe, expect, it } from '@jest/globals';
import type { ApiClient } from '@yigou/web-data';
import { Session } from '../../identity/session';
import { FormValues } from '../../shared/form-dialog/form';
import { issuesOf } from '../../shared/testing/form-issues';
import { FormScreen } from '../../shared/testing/form-screen';
import { CampaignSubstitutes } from './campaign-substitutes';
import { offerForm, type Substitutes } from './substitute-forms';

const id = (last: number) => `0b7f3f8e-0000-4000-8000-00000000000${last}`;
const GOODS = { id: id(2), name: '小米 5 斤', priceFen: 2_000, pieces: 2 };
const list = (more: Partial<Substitutes> = {}): Substitutes => ({
  items: [],
  goods: [GOODS],
  choices: [
    { skuId: id(3), name: '荞麦面 5 斤', priceFen: 1_800, available: 10 },
    { skuId: id(4), name: '黄豆 5 斤', priceFen: 900, available: 9 },
  ],
  shares: 5,
  mostDays: 14,
  open: true,
  ...more,
});
const wordsOf = (screen: FormScreen<CampaignSubstitutes>): string =>
  String((screen.fixture.nativeElement as HTMLElement).ownerDocument.body.textContent);
const someone = { provide: Session, useValue: { may: () => true } };

describe('goods that a supplier cannot deliver', () => {
  it('are shown, and what follows is said before anything is offered', async () => {
    const screen = await FormScreen.open(CampaignSubstitutes, { id: id(1) }, [someone]);
    await screen.answer(screen.asked(`/supplier/campaigns/${id(1)}/substitutes`), list());
    await screen.press('substitute-open');
    expect(wordsOf(screen)).toContain('谢绝或不答复就退这种商品的全款');
  });

  it('show nothing where nothing is offered, nor may be', async () => {
    const screen = await FormScreen.open(CampaignSubstitutes, { id: id(1) }, [someone]);
    await screen.answer(screen.asked(`/supplier/campaigns/${id(1)}/substitutes`), list({ open: false, goods: [] }));
    expect(wordsOf(screen)).not.toContain('不能供货');
  });

  it('can be replaced by what is there for all shares, at a price and until a day', () => {
    const form = offerForm({} as ApiClient, id(1), list(), GOODS, () => undefined);
    expect(form.fields.find(({ key }) => key === 'skuId')?.options).toEqual({
      [id(3)]: '荞麦面 5 斤（在售价 ¥18.00，可用 10 件）',
    });
    const values = new FormValues({ skuId: id(3), price: '15.5', answerBy: '2026-12-01', reason: '受灾减产' });
    expect(issuesOf(form, values)).toEqual({});
    expect(form.contract?.body(values)).toEqual({
      goodsId: id(2),
      skuId: id(3),
      priceFen: 1_550,
      answerBy: '2026-12-01T23:59:59+08:00',
      reason: '受灾减产',
    });
    expect(issuesOf(form, values.with('price', '15.555'))).toEqual({ priceFen: '请填写价格' });
  });
});
