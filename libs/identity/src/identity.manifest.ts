import { defineContext } from '@yigou/platform';
import { IDENTITY_ENTITIES } from './entities';
import { IdentityModule } from './identity.module';

export const IDENTITY = defineContext({
  name: 'identity',
  module: IdentityModule,
  entities: IDENTITY_ENTITIES,
  tables: [
    'app_user',
    'login_challenge',
    'membership',
    'organisation',
    'password_reset',
    'person_login',
    'seat_holder',
    'session',
  ],
});
