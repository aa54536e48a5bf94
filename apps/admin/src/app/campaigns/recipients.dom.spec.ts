import { describe, expect, it } from '@jest/globals';
import { FormScreen } from '../shared/testing/form-screen';
import type { NeedReview, RegistrationRecordView } from './administration/decision-form';
import { Session } from '../identity/session';
import type { DonationRequest } from './recipient/donation-forms';
import { DonationRecord } from './recipient/donation-record';
import type { OwnNeed } from './recipient/need-forms';
import { NeedReviewRecord } from './administration/need-reviews';
import { OwnNeedRecord } from './recipient/own-need-record';
import { RegistrationRecord } from './administration/registration-record';

const id = '0b7f3f8e-0000-4000-8000-000000000001';
const region = { code: '640422', name: '西吉县', path: '宁夏 固原市 西吉县' };
const REGISTRATION: RegistrationRecordView = {
  id,
  kind: 'recipient',
  type: 'hospital',
  name: '西吉县人民医院',
  creditCode: '12640422000000000X',
  region,
  status: 'waiting',
  reason: '',
  submittedAt: '2026-11-01T00:00:00Z',
  decidedAt: null,
  applicant: '马主任',
  contactName: '马主任',
  contactPhone: '13909540001',
  proof: [],
  known: null,
  can: { decide: true },
};
const NEED: Omit<OwnNeed, 'can'> = {
  id,
  number: 'XQ261101000001',
  title: '冬季蔬菜',
  category: null,
  quantity: 500,
  unit: '公斤',
  until: '2026-12-31',
  status: 'waiting',
  region,
  recipient: { id, name: '西吉县人民医院' },
  promised: 0,
  delivered: 0,
  reason: '',
  submittedAt: '2026-11-01T00:00:00Z',
  decidedAt: null,
  why: '住院病人的餐食，每天约二十公斤',
  detail: '吉强东街 8 号食堂',
  contactName: '马师傅',
  contactPhone: '13909540002',
};
const DONATION: DonationRequest = {
  id,
  number: 'TG1',
  title: '为医院送菜',
  organiser: '赵团长',
  status: 'to_recipient',
  thresholdShares: 3,
  capShares: 10,
  finalShares: null,
  deadline: null,
  need: { id, number: 'XQ1', title: '冬季蔬菜', unit: '公斤' },
  story: '',
  goods: [
    { skuId: id, productName: '白菜', skuName: '一箱', supplierName: '惠民合作社', pieces: 2, netWeightGrams: 10_000 },
  ],
  left: 300,
  place: { regionCode: '640422', detail: '吉强东街 8 号食堂', contactName: '马师傅', contactPhone: '13909540002' },
  promise: null,
  substitutes: [],
  can: { answer: true },
};
const textOf = (screen: FormScreen<unknown>, testId: string) => screen.at<HTMLElement>(testId).textContent;

describe('the registration of an organisation', () => {
  async function open(more: Partial<RegistrationRecordView> = {}) {
    const screen = await FormScreen.open(RegistrationRecord, { id });
    await screen.answer(screen.asked(`/organisation-registrations/${id}`), { ...REGISTRATION, ...more });
    return screen;
  }

  it('is approved after a question that says whose seat it makes', async () => {
    const screen = await open();
    await screen.press('registration-approve');
    expect(textOf(screen, 'registration-approve-form')).toContain('由马主任担任“西吉县人民医院”的负责人');
    await screen.press('registration-approve-submit');
    const sent = screen.asked('/decision', 'POST');
    expect(screen.bodyOf(sent)).toEqual({ decision: 'approve', reason: '' });
    await screen.answer(sent, { ...REGISTRATION, status: 'approved', can: { decide: false } });
    expect(textOf(screen, 'registration-status')).toContain('已通过');
    expect(screen.all('registration-approve')).toEqual([]);
  });

  it('is not sent back without a reason, and is read again after a refusal', async () => {
    const screen = await open();
    await screen.press('registration-return');
    await screen.press('registration-return-submit');
    screen.sentNothing();
    await screen.type('field-reason', '证明不清晰');
    await screen.press('registration-return-submit');
    await screen.refuse(screen.asked('/decision', 'POST'), 'registration_closed', '该登记已经办理或撤回');
    expect(textOf(screen, 'registration-return-form')).toContain('该登记已经办理或撤回');
  });

  it('says that the code has an organisation that somebody manages', async () => {
    const screen = await open({ known: { id, name: '县医院', managed: true } });
    expect(textOf(screen, 'registration-known')).toContain('已经有负责人，不能再通过');
  });
});

describe('a need', () => {
  it('is opened by the office, with its place for the office alone', async () => {
    const screen = await FormScreen.open(NeedReviewRecord, { id });
    const shown: NeedReview = { ...NEED, can: { decide: true } };
    await screen.answer(screen.asked(`/admin/needs/${id}`), shown);
    expect(screen.text()).toContain('公开页面不显示详细地址');
    await screen.press('need-approve');
    await screen.press('need-approve-submit');
    await screen.answer(screen.asked('/decision', 'POST'), { ...shown, status: 'open', can: { decide: false } });
    expect(textOf(screen, 'need-status')).toContain('公开中');
  });

  it('that was sent back says why, and is corrected with what it said before', async () => {
    const screen = await FormScreen.open(OwnNeedRecord, { id });
    const own: OwnNeed = {
      ...NEED,
      status: 'returned',
      reason: '用途不够具体',
      can: { edit: true, close: false, withdraw: true },
    };
    await screen.answer(screen.asked(`/recipient/needs/${id}`), own);
    expect(textOf(screen, 'need-returned')).toContain('用途不够具体');
    await screen.press('need-correct');
    await screen.type('field-quantity', '400');
    await screen.press('need-correct-submit');
    const sent = screen.asked(`/recipient/needs/${id}`, 'PUT');
    expect(screen.bodyOf(sent)).toMatchObject({ quantity: 400, title: '冬季蔬菜', unit: '公斤', regionCode: '640422' });
    await screen.answer(sent, { ...own, status: 'waiting', can: { ...own.can, edit: false } });
    expect(textOf(screen, 'need-status')).toContain('待审核');
  });

  it('is ended after a question that says what still comes', async () => {
    const screen = await FormScreen.open(OwnNeedRecord, { id });
    const own: OwnNeed = { ...NEED, status: 'open', promised: 200, can: { edit: false, close: true, withdraw: false } };
    await screen.answer(screen.asked(`/recipient/needs/${id}`), own);
    expect(screen.all('need-withdraw')).toEqual([]);
    await screen.press('need-close');
    expect(textOf(screen, 'need-close-form')).toContain('已承诺的 200 公斤仍会送来');
    await screen.type('field-reason', '已经收够');
    await screen.press('need-close-submit');
    await screen.answer(screen.asked('/closing', 'POST'), {
      ...own,
      status: 'closed',
      can: { ...own.can, close: false },
    });
    expect(textOf(screen, 'need-status')).toContain('已结束');
  });
});

describe('a donation that waits for its recipient', () => {
  async function open() {
    const screen = await FormScreen.open(DonationRecord, { id });
    await screen.answer(screen.asked(`/recipient/campaigns/${id}`), DONATION);
    return screen;
  }

  it('is confirmed with how much, until when and where, and says what is left of the need', async () => {
    const screen = await open();
    expect(textOf(screen, 'donation-goods')).toContain('白菜');
    await screen.press('donation-confirm');
    expect(textOf(screen, 'donation-confirm-form')).toContain('还有 300 公斤没有承诺');
    await screen.type('field-shares', '8');
    await screen.press('donation-confirm-submit');
    screen.sentNothing();
    await screen.type('field-quantity', '250');
    await screen.type('field-deliverBy', '2026-12-20');
    await screen.press('donation-confirm-submit');
    const sent = screen.asked('/answer', 'POST');
    expect(screen.bodyOf(sent)).toEqual({
      decision: 'confirm',
      shares: 8,
      quantity: 250,
      deliverBy: '2026-12-20',
      ...DONATION.place,
    });
    expect(sent.request.headers.get('Idempotency-Key')).toBeTruthy();
    await screen.answer(sent, {
      ...DONATION,
      status: 'agreeing',
      promise: { shares: 8, quantity: 250, deliverBy: '2026-12-20', held: true },
      can: { answer: false },
    });
    expect(textOf(screen, 'donation-status')).toContain('待供应商确认');
    expect(screen.text()).toContain('最多 8 份，相当于 250 公斤');
  });

  it('says at the field what another campaign has taken meanwhile', async () => {
    const screen = await open();
    await screen.press('donation-confirm');
    await screen.type('field-quantity', '300');
    await screen.type('field-deliverBy', '2026-12-20');
    await screen.press('donation-confirm-submit');
    const details = { left: 200, fields: { quantity: '只剩 200 公斤还没有承诺' } };
    await screen.refuse(screen.asked('/answer', 'POST'), 'need_exceeded', '该需求剩下的数量不够', details);
    expect(textOf(screen, 'donation-confirm-form')).toContain('只剩 200 公斤还没有承诺');
  });

  it('is asked whether it takes other goods than it confirmed, and may change its mind', async () => {
    const offer = {
      id: id.replace(/.$/, '7'),
      goodsId: id,
      goodsName: '白菜 一箱',
      goodsPriceFen: 2_000,
      skuId: id,
      name: '萝卜 一箱',
      priceFen: 1_500,
      pieces: 2,
      reason: '受灾减产',
      status: 'open',
      answerBy: '2026-12-20T00:00:00Z',
      recipient: 'asked',
      supplierName: '惠民合作社',
      open: true,
    } as const;
    const screen = await FormScreen.open(DonationRecord, { id }, [{ provide: Session, useValue: { may: () => true } }]);
    const asked = { ...DONATION, status: 'succeeded', can: { answer: false }, substitutes: [offer] } as const;
    await screen.answer(screen.asked(`/recipient/campaigns/${id}`), asked);
    expect(textOf(screen, 'donation-substitute')).toContain('萝卜 一箱');
    expect(textOf(screen, 'donation-substitute-answer')).toContain('待受赠方确认');
    await screen.press('donation-substitute-accept');
    await screen.press('donation-substitute-submit');
    const sent = screen.asked(`/recipient/campaigns/${id}/substitutes/${offer.id}`, 'POST');
    expect(screen.bodyOf(sent)).toEqual({ accepts: true });
    await screen.answer(sent, { ...asked, substitutes: [{ ...offer, recipient: 'accepted' }] });
    expect(textOf(screen, 'donation-substitute-answer')).toContain('受赠方同意');
    expect(screen.at<HTMLButtonElement>('donation-substitute-accept').disabled).toBe(true);
    expect(screen.at<HTMLButtonElement>('donation-substitute-decline').disabled).toBe(false);
  });

  it('is refused with the reason', async () => {
    const screen = await open();
    await screen.press('donation-refuse');
    await screen.type('field-reason', '时间来不及');
    await screen.press('donation-refuse-submit');
    expect(screen.bodyOf(screen.asked('/answer', 'POST'))).toEqual({ decision: 'refuse', reason: '时间来不及' });
  });
});
