import { beforeEach, describe, expect, it } from '@jest/globals';
import { Session } from '../identity/session';
import { FormScreen } from '../shared/testing/form-screen';
import { Households } from './households';

const NUMBER = '62112319800101001X';
const FOUND = {
  id: 'household',
  nameMasked: '张*',
  idMasked: '6211**************',
  region: { code: '621123', name: '渭源县', path: '甘肃省 定西市 渭源县' },
  township: '清源镇',
  village: '一村',
  people: 4,
  status: 'registered',
  mechanisms: 0,
  createdAt: '2026-10-01T00:00:00Z',
  version: 1,
};

describe('looking for a household by its number', () => {
  let screen: FormScreen<Households>;
  const look = () => screen.press(screen.at('household-number').form!);

  beforeEach(async () => {
    const session = { may: () => false, seat: () => null };
    screen = await FormScreen.open(Households, {}, [{ provide: Session, useValue: session }]);
  });

  it('wants the whole number before it asks', async () => {
    await screen.type('household-number', '6211');
    await look();
    expect(screen.errors()).toEqual(['请填写 18 位身份证号']);
    expect(screen.at('household-number').value).toBe('6211');
    screen.sentNothing();
  });

  it('sends it in the body, shows the household, and has the number off the screen', async () => {
    await screen.type('household-number', NUMBER.toLowerCase());
    await look();
    const sent = screen.asked('/admin/households/lookup');
    expect(sent.request.urlWithParams).not.toContain('6211');
    expect(screen.bodyOf(sent)).toEqual({ idNumber: NUMBER.toLowerCase() });
    await screen.answer(sent, { household: FOUND });
    expect(screen.at('household-found').textContent).toContain('张*');
    expect([screen.at('household-number').value, screen.errors()]).toEqual(['', []]);
  });

  it('says that nobody is registered under it', async () => {
    await screen.type('household-number', NUMBER);
    await look();
    await screen.answer(screen.asked('/admin/households/lookup'), { household: null });
    expect(screen.errors()).toEqual(['辖区内没有登记这一户。']);
  });

  it('keeps the number when the network fails', async () => {
    await screen.type('household-number', NUMBER);
    await look();
    screen.asked('/admin/households/lookup').error(new ProgressEvent('error'));
    await screen.settle();
    expect(screen.errors()[0]).toContain('网络');
    expect(screen.at('household-number').value).toBe(NUMBER);
  });
});
