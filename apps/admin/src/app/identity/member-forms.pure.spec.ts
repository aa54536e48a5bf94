import { describe, expect, it } from '@jest/globals';
import type { MemberView } from '@yigou/contracts';
import { bodyOf } from '@yigou/contracts/bodies';
import { checkForm, type FormConfig, type FormValue, FormValues, shownFields } from '../shared/form-dialog/form';
import { dutiesForm, handOverForm, inviteForm } from './member-forms';

type Api = Parameters<typeof inviteForm>[0];
type Sent = { route: string; body?: unknown };
const api = (sent: Sent[]): Api =>
  ({ call: async (route: string, { body }: { body?: unknown }) => sent.push({ route, body }) }) as unknown as Api;
const member = (name: string, about: Partial<MemberView> = {}): MemberView => ({
  id: name,
  name,
  login: `${name}@example.test`,
  role: 'clerk',
  since: '2020-10-17T00:00:00Z',
  expiresAt: null,
  duties: [],
  helper: false,
  self: false,
  ...about,
});
const filled = (config: FormConfig, given: Record<string, FormValue>): FormValues =>
  new FormValues({ ...FormValues.initial(config.fields).raw, ...given });

describe('inviting', () => {
  it('takes a mobile number or an address, in whichever letters', async () => {
    const sent: Sent[] = [];
    const form = inviteForm(api(sent), 'supplier', () => undefined);
    expect(checkForm(form, filled(form, {}))).toHaveProperty('login');
    const passes = (values: FormValues) => bodyOf(form.contract!.route)!.safeParse(form.contract!.body(values)).success;
    expect(passes(filled(form, { login: '1380000' }))).toBe(false);
    const values = filled(form, { login: ' Li@Example.test ' });
    expect(checkForm(form, values)).toEqual({});
    expect(passes(values)).toBe(true);
    await form.send(values, 'key');
    expect(sent).toEqual([{ route: 'inviteMember', body: { login: 'li@example.test', role: 'clerk' } }]);
  });
});

describe('duties', () => {
  it('are asked for of a clerk of a budget unit alone', async () => {
    const sent: Sent[] = [];
    const form = inviteForm(api(sent), 'agency', () => undefined);
    const values = filled(form, { login: 'li@example.test', duties: ['buy', 'accept'] });
    const asked = (of: FormConfig, given: FormValues) => shownFields(of, given).map(({ key }) => key);
    expect(asked(form, values)).toContain('duties');
    await form.send(values, 'key');
    await form.send(values.with('role', 'manager'), 'key');
    const body = { login: 'li@example.test', role: 'clerk', duties: ['buy', 'accept'] };
    expect(sent.map((one) => one.body)).toEqual([body, { login: 'li@example.test', role: 'manager' }]);
    expect(asked(form, values.with('role', 'viewer'))).not.toContain('duties');
    expect(
      asked(
        inviteForm(api([]), 'supplier', () => undefined),
        values,
      ),
    ).not.toContain('duties');
  });

  it('are ticked as they are, and may be none', async () => {
    const sent: Sent[] = [];
    const form = dutiesForm(api(sent), member('采购员', { duties: ['buy'] }), () => undefined);
    const values = filled(form, {});
    expect(values.list('duties')).toEqual(['buy']);
    expect(checkForm(form, values.with('duties', []))).toEqual({});
    await form.send(values.with('duties', []), 'key');
    expect(sent).toEqual([{ route: 'changeMemberDuties', body: { duties: [] } }]);
  });
});

describe('handing over', () => {
  const old = member('旧经办人');
  const others = [member('接任者'), member('代办人', { helper: true })];
  const words = (form: FormConfig, values: FormValues) =>
    typeof form.intro === 'function' ? form.intro(values) : (form.intro ?? '');

  it('names the members who may take over, helpers not among them, and somebody new', () => {
    const form = handOverForm(api([]), old, others, () => undefined);
    expect(Object.values(form.fields[0]?.options ?? {})).toEqual(['接任者（接任者@example.test）', '其他人（发邀请）']);
    expect(checkForm(form, filled(form, {}))).toHaveProperty('successor');
  });

  it('to a member asks for nothing else and says that it happens at once', async () => {
    const sent: Sent[] = [];
    const form = handOverForm(api(sent), old, others, () => undefined);
    const values = filled(form, { successor: '接任者@example.test' });
    expect(checkForm(form, values)).toEqual({});
    expect(words(form, values)).toContain('立即');
    await form.send(values, 'key');
    expect(sent).toEqual([{ route: 'handOver', body: { login: '接任者@example.test' } }]);
  });

  it('to somebody new asks for the login, and is preset where there is nobody else', () => {
    const form = handOverForm(api([]), old, [], () => undefined);
    const values = filled(form, {});
    expect(values.text('successor')).toBe('new');
    expect(checkForm(form, values)).toHaveProperty('login');
    expect(words(form, values)).toContain('接受邀请后');
  });
});
