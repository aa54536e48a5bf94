import * as z from 'zod';
import { plainLogin } from '../phone';
import { MOST_COLUMN_CHOICES } from '../platform/labels';
import { ColumnChoice } from '../platform/schemas';
import { Id, Instant, page, printed, RegionRef, tableQuery, unique } from '../common';
import {
  IMPORT_KIND_CODES,
  MANAGEMENT_STATE_CODES,
  MEMBER_DUTY_CODES,
  MEMBER_ROLE_CODES,
  ORGANISATION_KIND_CODES,
  REVIEW_LEVEL_CODES,
} from './labels';

const LoginName = z
  .string()
  .max(400)
  .overwrite(plainLogin)
  .max(254)
  .regex(/^(1[3-9]\d{9}|[^\s@]+@[^\s@]+\.[^\s@]+)$/, '请填写手机号或邮箱');
const Password = z.string().min(1, '请填写密码').max(200);
const SecondFactor = z
  .string()
  .trim()
  .regex(/^\d{6}$/, '请填写 6 位动态验证码');
export const RegisterBody = z.strictObject({ login: LoginName, password: Password, name: printed(50) });
export const LoginBody = z.strictObject({
  login: z.string().max(400).overwrite(plainLogin).min(1).max(254),
  password: Password,
});
export const SecondFactorBody = z.strictObject({ challenge: z.string().max(200), code: SecondFactor });
export const RequestResetBody = z.strictObject({ login: LoginName });
export const ResetPasswordBody = z.strictObject({ token: z.string().min(20).max(200), password: Password });
export const ChangePasswordBody = z.strictObject({ current: Password, next: Password });
export const ConfirmTotpBody = z.strictObject({ code: SecondFactor });
export const Membership = z.object({
  organisationId: Id,
  organisationName: z.string(),
  kind: z.enum(ORGANISATION_KIND_CODES),
  role: z.enum(MEMBER_ROLE_CODES),
  /** What a clerk of a budget unit may do there; empty for everybody else. */
  duties: z.array(z.enum(MEMBER_DUTY_CODES)),
  /** Prefix of GB/T 2260 codes an administrator may see; empty is the whole country. */
  regionPrefix: z.string().regex(/^(\d{2}|\d{4}|\d{6})?$/),
  /** The level at which an administration reviews; null for other organisations. */
  reviewLevel: z.enum(REVIEW_LEVEL_CODES).nullable(),
  /** A township's administration sees that township alone. */
  township: z.string().nullable(),
});
export const Me = z.object({
  user: z
    .object({
      id: Id,
      name: z.string(),
      login: z.string(),
      memberships: z.array(Membership),
      /** The person has shown that mail or messages to the login reach them. */
      loginVerified: z.boolean(),
      totpEnabled: z.boolean(),
      /** The second factor is demanded of this person by policy and not enrolled yet. */
      totpDue: z.boolean(),
    })
    .nullable(),
});
export type Me = z.infer<typeof Me>;

/** `challenge` is set when the second factor is still to come; then no session exists yet. */
export const LoginResult = z.object({ me: Me, challenge: z.string().nullable() });
export type LoginResult = z.infer<typeof LoginResult>;
export const SessionView = z.object({
  id: Id,
  client: z.string(),
  userAgent: z.string(),
  address: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant,
  current: z.boolean(),
});
export const SessionList = z.object({ items: z.array(SessionView) });
export const TotpEnrolment = z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() });

export const VerifyLoginBody = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, '请填写 6 位验证码'),
});
export const LoginCodeSent = z.object({
  /** The login, masked. */
  to: z.string(),
  expiresAt: Instant,
  /** Seconds until another code may be asked for. */
  resendAfter: z.int().min(0),
});

const Role = z.enum(MEMBER_ROLE_CODES);
const Duty = z.enum(MEMBER_DUTY_CODES);
/** `duties`: of a clerk of a budget unit; none where nothing is said. */
export const InviteMemberBody = z.strictObject({ login: LoginName, role: Role, duties: unique(Duty).optional() });
export const MemberDutiesBody = z.strictObject({ duties: unique(Duty) });
export const MemberRoleBody = z.strictObject({ role: Role });
/** The first manager of an organisation that nobody manages. */
export const AppointManagerBody = z.strictObject({ login: LoginName });
/** The successor: somebody who is a member takes the role at once, anybody else is invited to. */
export const HandOverBody = z.strictObject({ login: LoginName });

export const MemberView = z.object({
  /** Of the person. */
  id: Id,
  name: z.string(),
  /** Masked for who does not manage the organisation. */
  login: z.string(),
  role: Role,
  /** Of a clerk of a budget unit; a manager may do all of it. */
  duties: z.array(Duty),
  since: Instant,
  /** The end of a place that rests on a mandate; null for one's own. */
  expiresAt: Instant.nullable(),
  /** A helper, 代办: the place rests on a mandate. */
  helper: z.boolean(),
  self: z.boolean(),
});
export type MemberView = z.infer<typeof MemberView>;
export const InvitationView = z.object({
  id: Id,
  login: z.string(),
  role: Role,
  duties: z.array(Duty),
  /** Whose place the person takes, 交接. */
  replaces: z.object({ id: Id, name: z.string() }).nullable(),
  invitedBy: z.string(),
  sentAt: Instant,
  expiresAt: Instant,
  /** Its term is over: it can be sent again, which gives it a new one. */
  expired: z.boolean(),
});
export type InvitationView = z.infer<typeof InvitationView>;
export const MemberList = z.object({
  organisation: z.object({ id: Id, name: z.string(), kind: z.enum(ORGANISATION_KIND_CODES) }),
  /** Whether the caller manages the organisation: what the lists offer is for managers. */
  canManage: z.boolean(),
  members: z.array(MemberView),
  /** Open ones; none for who does not manage the organisation. */
  invitations: z.array(InvitationView),
});
export type MemberList = z.infer<typeof MemberList>;
export const MyInvitation = z.object({
  id: Id,
  organisationName: z.string(),
  kind: z.enum(ORGANISATION_KIND_CODES),
  role: Role,
  /** Of a clerk in a budget unit. */
  duties: z.array(Duty),
  /** Name of whose place it is. */
  replaces: z.string().nullable(),
  invitedBy: z.string(),
  expiresAt: Instant,
});
export type MyInvitation = z.infer<typeof MyInvitation>;
/** Nobody sees what was sent to a login before they have shown that it is theirs. */
export const MyInvitations = z.object({ loginVerified: z.boolean(), items: z.array(MyInvitation) });

export const OrganisationQuery = tableQuery(['name', 'created']).extend({
  kind: z.enum(ORGANISATION_KIND_CODES).optional(),
  state: z.enum(MANAGEMENT_STATE_CODES).optional(),
});
export const OrganisationRow = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(ORGANISATION_KIND_CODES),
  creditCode: z.string().nullable(),
  region: RegionRef.nullable(),
  township: z.string().nullable(),
  /** Places that are held today, helpers' included. */
  members: z.int(),
  state: z.enum(MANAGEMENT_STATE_CODES),
  /** It lies below the seat's office and nobody manages it: a manager of the office may invite one. */
  appointable: z.boolean(),
  demo: z.boolean(),
  createdAt: Instant,
});
export const OrganisationPage = page(OrganisationRow);

export const ImportKindParams = z.object({ kind: z.enum(IMPORT_KIND_CODES) });
/** Empty: columns are known by their names alone again. */
export const ImportColumnsBody = z.strictObject({ columns: z.array(ColumnChoice).max(MOST_COLUMN_CHOICES) });
