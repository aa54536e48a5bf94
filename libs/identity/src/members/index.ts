export * from './appoint-managers';
export { Invitations } from './invitations';
export { managedSql } from './locked-members';
export * from './member-notices';
export * from './members';
export * from './members.queries';
export { expireInvitations } from './move-invitation';
export * from './my-invitations';
