import type { Type } from '@nestjs/common';
import { HealthController } from './http/health.controller';
import { AuthController } from './identity/auth.controller';
import { MeController } from './identity/me.controller';

/** Every controller of the API. A route of the contract that none of these handles fails the boot test. */
export const CONTROLLERS: Type[] = [HealthController, AuthController, MeController];
