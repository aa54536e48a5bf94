import { COUNTY_AND_ABOVE, del, get, once, post, put, type SeatRule } from '../path.ts';

const MANAGERS: SeatRule = { roles: ['manager'] };
const APPOINTS: SeatRule = { levels: COUNTY_AND_ABOVE, roles: ['manager'] };

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
  sendLoginCode: post('/me/login/code', 'user'),
  verifyLogin: post('/me/login/verify', 'user'),
  listMyInvitations: get('/me/invitations', 'user'),
  acceptInvitation: post('/me/invitations/:id/accept', 'user'),
  declineInvitation: post('/me/invitations/:id/decline', 'user'),
  rememberImportColumns: put('/import-columns/:kind', 'user'),
  listMembers: get('/members', 'member'),
  leaveOrganisation: post('/members/leave', 'member'),
  inviteMember: once('/members/invitations', 'member', MANAGERS),
  resendInvitation: post('/members/invitations/:id/resend', 'member', MANAGERS),
  withdrawInvitation: post('/members/invitations/:id/withdraw', 'member', MANAGERS),
  changeMemberRole: post('/members/:id/role', 'member', MANAGERS),
  changeMemberDuties: put('/members/:id/duties', 'agency', MANAGERS),
  removeMember: post('/members/:id/remove', 'member', MANAGERS),
  listOrganisations: get('/admin/organisations', 'administration'),
  appointManager: post('/admin/organisations/:id/manager', 'administration', APPOINTS),
  handOver: post('/members/:id/hand-over', 'member', MANAGERS),
} as const;
