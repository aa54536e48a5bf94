import { IDENTITY } from '@yigou/identity';
import { inApi } from '../context';
import { AuthController } from './auth.controller';
import { ImportColumnsController } from './import-columns.controller';
import { MeController } from './me.controller';
import { MembersController } from './members.controller';
import { SessionNews } from './session-news';

export const identityInApi = inApi(IDENTITY, {
  controllers: [AuthController, ImportColumnsController, MeController, MembersController],
  providers: [SessionNews],
});
