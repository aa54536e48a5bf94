import { AFTERSALES_POLICY_CODES } from '@yigou/contracts';
import { defineContext, followsCode } from '@yigou/platform';
import { CaseMoved } from './aftersales.events';
import { AFTERSALES_INVARIANTS } from './aftersales.invariants';
import { AftersalesModule } from './aftersales.module';
import { AFTERSALES_WAITING } from './aftersales.waiting';
import { AFTERSALES_ENTITIES } from './entities';
import { CASE } from './case-status';

export const AFTERSALES = defineContext({
  name: 'aftersales',
  module: AftersalesModule,
  entities: AFTERSALES_ENTITIES,
  tables: ['aftersales_case', 'aftersales_case_step'],
  events: [CaseMoved],
  machines: [CASE],
  invariants: AFTERSALES_INVARIANTS,
  policies: AFTERSALES_POLICY_CODES,
  waiting: AFTERSALES_WAITING,
  places: { 'aftersales_case.region_code': followsCode('售后') },
});
