import { defineContext, followsCode, followsPrefix, historyInvariants } from '@yigou/platform';
import { IDENTITY_ENTITIES } from './entities';
import { MemberJoined, MemberLeft, MemberRoleChanged } from './identity.events';
import { IdentityModule } from './identity.module';
import { INVITATION } from './members/invitation-status';

export const IDENTITY = defineContext({
  name: 'identity',
  module: IdentityModule,
  entities: IDENTITY_ENTITIES,
  tables: [
    'app_user',
    'import_columns',
    'invitation',
    'invitation_step',
    'login_challenge',
    'login_code',
    'membership',
    'organisation',
    'password_reset',
    'person_login',
    'seat_holder',
    'session',
  ],
  events: [MemberJoined, MemberLeft, MemberRoleChanged],
  machines: [INVITATION],
  invariants: historyInvariants({
    context: 'identity',
    thing: 'invitation',
    table: 'invitation',
    key: 'id',
    steps: INVITATION.moves,
    imported: null,
  }),
  places: {
    'organisation.region_code': followsCode('单位', { unique: ['kind', 'name'] }),
    'membership.region_prefix': followsPrefix('席位（管辖范围）'),
    'invitation.region_prefix': followsPrefix('席位邀请'),
  },
});
