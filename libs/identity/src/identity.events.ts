import { MEMBER_ENDING_CODES, MEMBER_ROLE_CODES } from '@yigou/contracts';
import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/** Somebody accepted an invitation. */
export const MemberJoined = defineEvent(
  'identity.member_joined',
  z.object({ organisationId: z.uuid(), userId: z.uuid(), role: z.enum(MEMBER_ROLE_CODES) }),
);

/** Somebody is no member any more; `byId` is who did it, the person where they left by themselves. */
export const MemberLeft = defineEvent(
  'identity.member_left',
  z.object({ organisationId: z.uuid(), userId: z.uuid(), byId: z.uuid(), ending: z.enum(MEMBER_ENDING_CODES) }),
);

/** Somebody has another role than before. */
export const MemberRoleChanged = defineEvent(
  'identity.member_role_changed',
  z.object({ organisationId: z.uuid(), userId: z.uuid(), byId: z.uuid(), role: z.enum(MEMBER_ROLE_CODES) }),
);
