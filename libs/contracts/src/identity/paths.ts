import { del, get, post } from '../path.ts';

export const identityPaths = {
  register: post('/auth/register', 'public'),
  login: post('/auth/login', 'public'),
  loginSecondFactor: post('/auth/second-factor', 'public'),
  logout: post('/auth/logout', 'user'),
  requestPasswordReset: post('/auth/password-reset', 'public'),
  resetPassword: post('/auth/password-reset/confirm', 'public'),
  me: get('/me', 'public'),
  changePassword: post('/me/password', 'user'),
  listSessions: get('/me/sessions', 'user'),
  revokeSession: del('/me/sessions/:id', 'user'),
  startTotp: post('/me/totp', 'user'),
  confirmTotp: post('/me/totp/confirm', 'user'),
} as const;
