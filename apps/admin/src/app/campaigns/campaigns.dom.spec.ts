import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from '@yigou/contracts';
import { Session } from '../identity/session';
import { FormScreen } from '../shared/testing/form-screen';
import { CampaignRecord } from './administration/campaign-record';
import { CampaignAskRecord } from './supplier/campaign-ask-record';

type Reviewed = RouteResponse<'getCampaignToReview'>;
type Ask = RouteResponse<'getCampaignAsk'>;
const id = '0b7f3f8e-0000-4000-8000-000000000001';
const TERMS = {
  id,
  number: 'TG261101000001',
  form: 'group_buy',
  status: 'to_review',
  organiserName: '县总工会',
  title: '西吉小米拼团',
  story: '大家一起买山里的收成',
  photo: null,
  thresholdShares: 10,
  capShares: 100,
  perPledgeShares: 5,
  deadline: '2026-12-01T04:00:00Z',
  tierFrom: [1, 50],
  freightShareFen: 0,
  shipOn: null,
  deposit: null,
  balances: null,
  deliveryMode: 'pickup',
  recipient: null,
  goods: [
    {
      skuId: id,
      productId: id,
      productName: '小米',
      skuName: '一袋',
      photo: null,
      supplierId: id,
      supplierName: '惠民合作社',
      county: '西吉县',
      certificateNumber: 'FP640422001',
      pieces: 2,
      pricesFen: [2_000, 1_900],
      publicFen: 2_200,
      orderable: true,
      available: 300,
    },
  ],
  createdAt: '2026-11-01T00:00:00Z',
  openedAt: null,
} as const;
const REVIEWED: Reviewed = {
  ...TERMS,
  tierFrom: [...TERMS.tierFrom],
  goods: TERMS.goods.map((good) => ({ ...good, pricesFen: [...good.pricesFen] })),
  needId: null,
  place: null,
  points: [],
  suppliers: [{ supplierId: id, name: '惠民合作社', status: 'agreed', reason: '', answeredAt: null }],
  reviewNotes: {},
  effect: {
    suppliers: [],
    counties: [{ code: '640422', name: '西吉县', path: '宁夏 固原市 西吉县' }],
    products: 1,
    certifiedProducts: 1,
    households: 24,
    people: 80,
    unweighed: 0,
    atThreshold: { shares: 10, goodsFen: 40_000, grams: 10_000 },
    atCap: { shares: 100, goodsFen: 380_000, grams: 100_000 },
  },
  addresses: null,
  reportDueOn: null,
  reports: [],
  history: [],
  record: { succeeded: 2, failed: 0, cancelled: 0, reportsOverdue: 1 },
  complaints: [],
};
const ASK: Ask = {
  ...TERMS,
  status: 'agreeing',
  version: 2,
  tierFrom: [...TERMS.tierFrom],
  goods: TERMS.goods.map((good) => ({ ...good, pricesFen: [...good.pricesFen] })),
  answer: 'asked',
  reason: '',
  answeredAt: null,
  open: true,
  others: 1,
  destination: '1 个自提点',
  morePoints: 3,
  addresses: null,
  mayExport: false,
};
const seated = (may: boolean) => ({ provide: Session, useValue: { may: () => may } });
const textOf = (screen: FormScreen<unknown>, testId: string) => screen.at<HTMLElement>(testId).textContent;

describe('a campaign before its office', () => {
  async function open(said: Partial<Reviewed> = {}, may = true) {
    const screen = await FormScreen.open(CampaignRecord, { id }, [seated(may)]);
    await screen.answer(screen.asked(`/admin/campaigns/${id}`), { ...REVIEWED, ...said });
    return screen;
  }

  it('shows what it does for whom and who is behind it, and is opened after a question', async () => {
    const screen = await open();
    expect(textOf(screen, 'campaign-effect')).toMatch(/西吉县[^]*24 户，80 人/);
    expect(screen.text()).toContain('逾期未报进展 1 次');
    await screen.press('campaign-approve');
    expect(textOf(screen, 'campaign-approve-form')).toContain('条款不能再改');
    await screen.press('campaign-approve-submit');
    const sent = screen.asked('/approval', 'POST');
    expect(sent.request.headers.get('Idempotency-Key')).toBeTruthy();
    await screen.answer(sent, { ...REVIEWED, status: 'recruiting' });
    expect(textOf(screen, 'campaign-status')).toContain('招募中');
    expect(screen.all('campaign-approve')).toEqual([]);
    expect(screen.all('campaign-stop')).toHaveLength(1);
  });

  it('shows the photos of its reports, and offers nothing to who may only look', async () => {
    const photo = {
      id: '0b7f3f8e-0000-4000-8000-000000000002',
      fileName: '到货.png',
      mediaType: 'image/png',
      bytes: 9,
      pages: 1,
      scan: 'clean',
      uploadedAt: '2026-11-20T00:00:00Z',
    } as const;
    const reports = [{ id, at: '2026-11-20T00:00:00Z', text: '货已到齐', photos: [photo] }];
    const screen = await open({ status: 'received', reports }, false);
    const [shown] = screen.all<HTMLImageElement>('report-photo');
    expect(shown?.src).toContain(`/group-buys/${id}/photos/${photo.id}?size=thumb`);
    expect(shown?.closest('a')?.href).toContain('size=page');
    for (const action of ['approve', 'return', 'stop']) expect(screen.all(`campaign-${action}`)).toEqual([]);
  });
});

describe('a campaign that wants goods of a supplier', () => {
  async function open() {
    const screen = await FormScreen.open(CampaignAskRecord, { id }, [seated(true)]);
    await screen.answer(screen.asked(`/supplier/campaigns/${id}`), ASK);
    return screen;
  }

  it('says what it may come to, and is agreed to once', async () => {
    const screen = await open();
    expect(screen.text()).toContain('4,000.00');
    await screen.press('ask-agree');
    await screen.press('campaign-agree-submit');
    const sent = screen.asked('/answer', 'POST');
    expect(screen.bodyOf(sent)).toEqual({ answer: 'agree', reason: '' });
    expect(sent.request.headers.get('Idempotency-Key')).toBeTruthy();
    await screen.answer(sent, { ...ASK, status: 'to_review', answer: 'agreed', open: false });
    expect(textOf(screen, 'ask-status')).toContain('待审');
    expect(screen.all('ask-agree')).toEqual([]);
  });

  it('is not declined without a reason, and is read again when others were faster', async () => {
    const screen = await open();
    await screen.press('ask-decline');
    await screen.press('campaign-decline-submit');
    screen.sentNothing();
    await screen.type('field-reason', '库存不足');
    await screen.press('campaign-decline-submit');
    await screen.refuse(screen.asked('/answer', 'POST'), 'campaign_moved', '该团购的状态已变化');
    expect(textOf(screen, 'campaign-decline-form')).toContain('状态已变化');
  });
});
