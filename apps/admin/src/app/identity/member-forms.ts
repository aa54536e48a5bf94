import type { InvitationView, MemberList, MemberView } from '@yigou/contracts';
import {
  MEMBER_DUTIES,
  type MemberDuty,
  MEMBER_ROLES,
  type MemberRole,
  type OrganisationKind,
} from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormField, type FormValues, sendsTo } from '../shared/form-dialog/form';

/** Takes the list as it is afterwards. */
type Done = (list: MemberList) => void;

const ROLE_HINT = '负责人管理成员并办理一切事项；经办人办理事项；查看只能看，不能办理。';
const LOGIN_HINT = '对方用它登录。还没有账号的，注册后就能看到邀请。';
const login = (values: FormValues): string => values.text('login').toLowerCase();
const DUTIES = {
  key: 'duties',
  label: '职责',
  kind: 'multi',
  options: MEMBER_DUTIES,
  optional: true,
  hint: '经办人只能办理勾选的事项，没有勾选的只能查看；填报预留份额由负责人办理。',
} as const satisfies FormField;
const duties = (values: FormValues): MemberDuty[] => values.list('duties') as MemberDuty[];
export const dutyWords = (codes: readonly MemberDuty[]): string =>
  codes.map((code) => MEMBER_DUTIES[code]).join('、') || '未分职责';

export const inviteForm = (api: ApiClient, kind: OrganisationKind, done: Done): FormConfig => ({
  heading: '邀请成员',
  testId: 'invite',
  intro: '对方收到邀请、验证手机号或邮箱并接受后，才成为本单位成员。',
  fields: [
    { key: 'login', label: '对方的手机号或邮箱', kind: 'text', max: 254, hint: LOGIN_HINT },
    { key: 'role', label: '角色', kind: 'choice', options: MEMBER_ROLES, initial: 'clerk', hint: ROLE_HINT },
    { ...DUTIES, shown: (values) => hasDuties(kind, values) },
  ],
  action: '发送邀请',
  ...sendsTo(
    'inviteMember',
    (values) => ({
      login: login(values),
      role: values.text('role') as MemberRole,
      ...(hasDuties(kind, values) && { duties: duties(values) }),
    }),
    async (sent) => {
      done(await api.call('inviteMember', sent));
      return `邀请已发往 ${sent.body.login}。`;
    },
  ),
});

const hasDuties = (kind: OrganisationKind, values: FormValues): boolean =>
  kind === 'agency' && values.text('role') === 'clerk';

/** Whoever stands above invites the first manager of an organisation that nobody manages: what was imported has no members. `done`: after the mail was sent. */
export const appointForm = (
  api: ApiClient,
  organisation: { readonly id: string; readonly name: string },
  done: () => void,
  route: 'appointManager' | 'inviteUnitManager' = 'appointManager',
): FormConfig => ({
  heading: '邀请负责人',
  testId: 'appoint',
  intro: `“${organisation.name}”没有负责人时，由您邀请一位。对方接受后即可办理该单位的事，并自行邀请其他成员。`,
  fields: [{ key: 'login', label: '对方的手机号或邮箱', kind: 'text', max: 254, hint: LOGIN_HINT }],
  action: '发送邀请',
  ...sendsTo(
    route,
    (values) => ({ login: login(values) }),
    async (sent) => {
      await api.call(route, { params: { id: organisation.id }, ...sent });
      done();
      return `邀请已发往 ${sent.body.login}。`;
    },
  ),
});

export const roleForm = (api: ApiClient, member: MemberView, done: Done): FormConfig => ({
  heading: `更改${member.name}的角色`,
  testId: 'member-role',
  intro: `现在是${MEMBER_ROLES[member.role]}。改后立即生效。`,
  fields: [
    { key: 'role', label: '角色', kind: 'choice', options: MEMBER_ROLES, initial: member.role, hint: ROLE_HINT },
  ],
  action: (values) => `改为${MEMBER_ROLES[values.text('role') as MemberRole]}`,
  ...sendsTo(
    'changeMemberRole',
    (values) => ({ role: values.text('role') as MemberRole }),
    async (sent) => {
      done(await api.call('changeMemberRole', { params: { id: member.id }, ...sent }));
      return `${member.name}现在是${MEMBER_ROLES[sent.body.role]}。`;
    },
  ),
});

/** What a clerk of a budget unit may do there. */
export const dutiesForm = (api: ApiClient, member: MemberView, done: Done): FormConfig => ({
  heading: `更改${member.name}的职责`,
  testId: 'member-duties',
  intro: '改后立即生效。',
  fields: [{ ...DUTIES, initial: member.duties }],
  action: '保存职责',
  ...sendsTo(
    'changeMemberDuties',
    (values) => ({ duties: duties(values) }),
    async (sent) => {
      done(await api.call('changeMemberDuties', { params: { id: member.id }, ...sent }));
      return `${member.name}的职责：${dutyWords(sent.body.duties)}。`;
    },
  ),
});

/** The successor is a member, chosen by name, or somebody new, named by login. */
export const handOverForm = (
  api: ApiClient,
  member: MemberView,
  others: readonly MemberView[],
  done: Done,
): FormConfig => {
  const NEW = 'new';
  const options = Object.fromEntries([
    ...others.filter(({ helper }) => !helper).map(({ login: id, name }) => [id, `${name}（${id}）`]),
    [NEW, '其他人（发邀请）'],
  ]) as Record<string, string>;
  const isNew = (values: FormValues): boolean => values.text('successor') === NEW;
  return {
    heading: `交接${member.name}的工作`,
    testId: 'hand-over',
    intro: (values) =>
      isNew(values)
        ? `接任者接受邀请后担任${MEMBER_ROLES[member.role]}，${member.name}同时离开本单位。在此之前一切照旧。`
        : `接任者立即担任${MEMBER_ROLES[member.role]}，${member.name}同时离开本单位，不能再办理本单位的事。`,
    fields: [
      {
        key: 'successor',
        label: '由谁接任',
        kind: 'select',
        options,
        initial: Object.keys(options).length === 1 ? NEW : '',
      },
      { key: 'login', label: '接任者的手机号或邮箱', kind: 'text', max: 254, hint: LOGIN_HINT, shown: isNew },
    ],
    action: (values) => (isNew(values) ? '发送交接邀请' : '完成交接'),
    danger: (values) => !isNew(values),
    ...sendsTo(
      'handOver',
      (values) => ({ login: isNew(values) ? login(values) : values.text('successor') }),
      async (sent, values) => {
        done(await api.call('handOver', { params: { id: member.id }, ...sent }));
        return isNew(values) ? `交接邀请已发往 ${sent.body.login}。` : '交接完成。';
      },
    ),
  };
};

export const removeForm = (api: ApiClient, member: MemberView, done: Done): FormConfig => ({
  heading: `移出${member.name}`,
  testId: 'member-remove',
  intro: `${member.name}（${MEMBER_ROLES[member.role]}）立即不能再办理本单位的事。已办的事不受影响。`,
  fields: [
    {
      key: 'reason',
      label: '原因',
      kind: 'area',
      max: 200,
      quick: ['已调离本单位', '不再负责此项工作', '账号由他人使用'],
    },
  ],
  danger: true,
  action: '移出 1 位成员',
  ...sendsTo(
    'removeMember',
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      done(await api.call('removeMember', { params: { id: member.id }, ...sent }));
      return `${member.name}已不是本单位成员。`;
    },
  ),
});

export const leaveForm = (api: ApiClient, organisation: string, left: () => Promise<void>): FormConfig => ({
  heading: '退出本单位',
  testId: 'leave',
  intro: `您将立即不能再办理“${organisation}”的事，再次加入需要重新邀请。有人接任的，请由负责人办理交接。`,
  fields: [],
  danger: true,
  action: '退出本单位',
  contract: null,
  send: async () => {
    await api.call('leaveOrganisation');
    await left();
    return `您已退出“${organisation}”。`;
  },
});

export const withdrawForm = (api: ApiClient, invitation: InvitationView, done: Done): FormConfig => ({
  heading: '撤回邀请',
  testId: 'invitation-withdraw',
  intro: `${invitation.login} 将不能再接受这份邀请。`,
  fields: [],
  danger: true,
  action: '撤回 1 份邀请',
  contract: null,
  send: async () => {
    done(await api.call('withdrawInvitation', { params: { id: invitation.id } }));
    return '邀请已撤回。';
  },
});
