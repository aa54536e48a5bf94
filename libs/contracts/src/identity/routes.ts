import { byId, Empty } from '../common';
import { route, type RoutesOf } from '../route';
import type { identityPaths } from './paths';
import {
  ChangePasswordBody,
  ConfirmTotpBody,
  LoginBody,
  LoginResult,
  Me,
  RegisterBody,
  RequestResetBody,
  ResetPasswordBody,
  SecondFactorBody,
  SessionList,
  TotpEnrolment,
} from './schemas';

export const identityRoutes = {
  register: route({
    tag: 'identity',
    summary: 'Create a buyer account and sign in',
    body: RegisterBody,
    response: LoginResult,
    status: 201,
    errors: ['account_taken', 'weak_password', 'rate_limited'],
  }),
  login: route({
    tag: 'identity',
    summary: 'Sign in; the cart kept before login is merged',
    body: LoginBody,
    response: LoginResult,
    errors: ['invalid_credentials', 'rate_limited'],
  }),
  loginSecondFactor: route({
    tag: 'identity',
    summary: 'Finish a sign-in with a TOTP code',
    body: SecondFactorBody,
    response: LoginResult,
    errors: ['invalid_second_factor', 'rate_limited'],
  }),
  logout: route({ tag: 'identity', summary: 'Sign out and revoke the session', response: Empty }),
  requestPasswordReset: route({
    tag: 'identity',
    summary: 'Mail a reset link; answers alike whether or not the account exists',
    body: RequestResetBody,
    response: Empty,
    status: 202,
    errors: ['rate_limited'],
  }),
  resetPassword: route({
    tag: 'identity',
    summary: 'Set a new password with a reset token; revokes all sessions',
    body: ResetPasswordBody,
    response: Empty,
    errors: ['reset_token_invalid', 'weak_password', 'rate_limited'],
  }),
  me: route({ tag: 'identity', summary: 'Who is signed in', response: Me }),
  changePassword: route({
    tag: 'identity',
    summary: 'Change the password; other sessions are revoked',
    body: ChangePasswordBody,
    response: Empty,
    errors: ['wrong_password', 'weak_password', 'rate_limited'],
  }),
  listSessions: route({ tag: 'identity', summary: 'Own live sessions', response: SessionList }),
  revokeSession: route({ tag: 'identity', summary: 'Revoke one of the own sessions', params: byId, response: Empty }),
  startTotp: route({
    tag: 'identity',
    summary: 'Begin to enrol a second factor',
    response: TotpEnrolment,
    errors: ['totp_already_enabled'],
  }),
  confirmTotp: route({
    tag: 'identity',
    summary: 'Finish enrolling the second factor',
    body: ConfirmTotpBody,
    response: Empty,
    errors: ['invalid_second_factor', 'totp_already_enabled'],
  }),
} as const satisfies RoutesOf<typeof identityPaths>;
