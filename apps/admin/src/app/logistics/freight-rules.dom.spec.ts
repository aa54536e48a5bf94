import { beforeEach, describe, expect, it } from '@jest/globals';
import { Session } from '../identity/session';
import { FormScreen } from '../shared/testing/form-screen';
import { FreightRules } from './freight-rules';

const RULE = {
  regionPrefix: '62',
  deliverable: true,
  firstGrams: 1000,
  firstFen: 850,
  stepGrams: 500,
  stepFen: 100,
  freeOverFen: null,
};

describe('freight rules', () => {
  let screen: FormScreen<FreightRules>;
  const nth = (label: string, index: number) =>
    [...screen.all<HTMLElement>('freight-rule')[index]!.querySelectorAll('label')].find((one) =>
      one.textContent.includes(label),
    )!;
  const field = (label: string, index: number) =>
    document.getElementById(nth(label, index).htmlFor) as HTMLInputElement;

  beforeEach(async () => {
    screen = await FormScreen.open(FreightRules, {}, [{ provide: Session, useValue: { may: () => true } }]);
    await screen.answer(screen.asked('/freight-rules'), { rules: [RULE] });
  });

  it('shows amounts in yuan and sends them in fen, the place as its prefix', async () => {
    expect([field('首重运费', 0).value, field('续重（克）', 0).value]).toEqual(['8.50', '500']);
    await screen.type(field('首重运费', 0), '9.9');
    await screen.type(field('满额包邮', 0), '88');
    await screen.press('freight-form');
    const sent = screen.asked('/freight-rules', 'PUT');
    expect(screen.bodyOf(sent)).toEqual({ rules: [{ ...RULE, firstFen: 990, freeOverFen: 8800 }] });
    await screen.answer(sent, { rules: [{ ...RULE, firstFen: 1000 }] });
    expect(field('首重运费', 0).value).toBe('10');
  });

  it('asks for what a new rule misses, and keeps what is no amount on the screen', async () => {
    await screen.press('freight-add');
    await screen.press('freight-form');
    expect(screen.errors()).toEqual(['请填写首重运费（元）', '请填写续重运费（元）']);
    await screen.type(field('首重运费', 1), '1.234');
    expect(screen.errors()[0]).toBe('请填写金额，最多两位小数');
    expect(field('首重运费', 1).value).toBe('1.234');
    screen.sentNothing();
  });

  it('takes one rule for a place', async () => {
    for (const _ of [1, 2]) await screen.press('freight-add');
    for (const index of [1, 2])
      for (const label of ['首重运费', '续重运费']) await screen.type(field(label, index), '5');
    await screen.press('freight-form');
    expect(screen.errors()).toEqual(['“其他地区”已有一条规则']);
    await screen.press(screen.labelled('删除规则 3'));
    await screen.press('freight-form');
    expect(screen.asked('/freight-rules', 'PUT').request.body).toMatchObject({
      rules: [{ regionPrefix: '62' }, { regionPrefix: '', firstFen: 500 }],
    });
  });

  it('asks for no amounts where nothing is delivered', async () => {
    await screen.press('freight-add');
    await screen.press(nth('可以配送', 1).querySelector('input')!);
    expect(screen.text()).toContain('收货地址在该地区的买家不能下单');
    await screen.press('freight-form');
    expect(screen.asked('/freight-rules', 'PUT').request.body).toMatchObject({
      rules: [RULE, { regionPrefix: '', deliverable: false, firstFen: 0 }],
    });
  });
});
