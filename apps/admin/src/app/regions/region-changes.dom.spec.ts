import { describe, expect, it } from '@jest/globals';
import { Session } from '../identity/session';
import { FormScreen } from '../shared/testing/form-screen';
import { bodyOf, NEW_CHANGE, NEW_LINE } from './region-change-form';
import { RegionChangeDialog } from './region-change-dialog';
import { RegionChanges } from './region-changes';

const AT = '2026-03-01T00:00:00Z';
const change = (state: string, trouble = '') => ({
  id: '0b7f3f8e-0000-4000-8000-000000000001',
  kind: 'moved',
  state,
  effectiveOn: '2026-03-01',
  source: '测试批复',
  trouble,
  enteredBy: '张三',
  enteredAt: AT,
  begunAt: state === 'begun' ? AT : null,
  withdrawnAt: null,
  lines: [{ oldCode: '640422', oldName: '西吉县', newCode: '640599', name: '西吉县', takesOver: true }],
  touched: state === 'begun' ? [{ what: '农户', follow: 12, stay: 0 }] : [],
});
const session = (may: boolean) => ({ provide: Session, useValue: { may: () => may, seat: () => null } });

describe('changes of divisions', () => {
  it.each([
    ['waiting', true, true],
    ['waiting', false, false],
    ['begun', true, false],
  ] as const)(
    'that are %s are shown with what they are; who may (%p) withdraws what waits',
    async (state, may, withdraws) => {
      const screen = await FormScreen.open(RegionChanges, {}, [session(may)]);
      await screen.answer(screen.asked('/admin/region-changes'), {
        items: [change(state)],
        nextCursor: null,
        total: 1,
      });
      expect(screen.text()).toContain('西吉县 640422 → 西吉县 640599');
      expect(screen.all('region-change-new')).toHaveLength(may ? 1 : 0);
      await screen.press('region-change-row');
      expect(screen.all('region-change-withdraw')).toHaveLength(withdraws ? 1 : 0);
      expect(screen.all('touched')[0]?.textContent ?? '').toContain(state === 'begun' ? '农户12' : '');
    },
  );

  it('that could not begin say why and what to do', async () => {
    const screen = await FormScreen.open(RegionChanges, {}, [session(true)]);
    const trouble = change('waiting', '上级 648800 不存在');
    await screen.answer(screen.asked('/admin/region-changes'), { items: [trouble], nextCursor: null, total: 1 });
    await screen.press('region-change-row');
    expect(screen.text()).toContain('未能生效：上级 648800 不存在。请撤回后');
  });
});

describe('no change of divisions', () => {
  it('is an empty page that says which list holds', async () => {
    const screen = await FormScreen.open(RegionChanges, {}, [session(true)]);
    await screen.answer(screen.asked('/admin/region-changes'), { items: [], nextCursor: null, total: 0 });
    expect(screen.text()).toContain('以 2023 年 6 月的区划表为准');
  });
});

describe('entering a change', () => {
  const renamed = {
    ...NEW_CHANGE,
    kind: 'renamed',
    lines: [{ ...NEW_LINE, oldCode: '640422', takesOver: true }],
  } as const;

  it('keeps the code of what is renamed, and asks who takes over in a split alone', () => {
    expect(bodyOf(renamed).lines).toMatchObject([{ newCode: '640422', takesOver: false }]);
    expect(bodyOf({ ...renamed, kind: 'split' }).lines).toMatchObject([{ newCode: '', takesOver: true }]);
  });

  it('is looked at before it is confirmed; what the API refuses stands at its field, and the same body is confirmed', async () => {
    const screen = await FormScreen.open(RegionChangeDialog);
    await screen.press('region-change-form');
    expect(screen.errors().length).toBeGreaterThan(0);
    screen.sentNothing();
    const dialog = screen.fixture.componentInstance as unknown as {
      form: { fields: () => { value: { set: (value: unknown) => void } } };
    };
    const filled = {
      kind: 'moved',
      effectiveOn: '2026-03-01',
      source: '测试批复',
      lines: [{ ...NEW_LINE, oldCode: '640422', newCode: '640422', name: '西吉县' }],
    };
    dialog.form.fields().value.set(filled);
    await screen.settle();
    await screen.press('region-change-form');
    await screen.refuse(screen.asked('/region-changes/preview', 'POST'), 'region_change_invalid', '不能登记', {
      fields: { 'lines.0.newCode': '新代码已经用过，代码不重复使用' },
    });
    expect(screen.errors()).toEqual(['新代码已经用过，代码不重复使用']);
    await screen.type('line-code', '640599');
    await screen.press('region-change-form');
    const look = screen.asked('/region-changes/preview', 'POST');
    await screen.answer(look, {
      after: [{ code: '640599', name: '西吉县', path: '宁夏回族自治区 中卫市 西吉县', pinyin: 'xijixian' }],
      touched: [{ what: '政策参数', follow: 0, stay: 3 }],
    });
    for (const part of ['中卫市 西吉县', '政策参数', '不再适用']) expect(screen.text()).toContain(part);
    await screen.press('region-change-form');
    const entry = screen.asked('/admin/region-changes', 'POST');
    expect(screen.bodyOf(entry)).toEqual(screen.bodyOf(look));
    expect(entry.request.headers.get('Idempotency-Key')).toBeTruthy();
  });
});
