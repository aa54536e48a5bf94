import type { MemberView } from '@yigou/contracts';
import { ERROR_CATALOGUE } from '@yigou/contracts/labels';

/** Why this member cannot leave: nobody would be left to manage the organisation; null where they can. The API refuses in the same words. */
export function leavingRefused(member: MemberView, members: readonly MemberView[]): string | null {
  const managers = members.filter(({ role, helper }) => role === 'manager' && !helper);
  const last = managers.length === 1 && managers[0]?.id === member.id;
  return last ? ERROR_CATALOGUE.last_manager.message : null;
}
