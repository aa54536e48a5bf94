import { DeliveryLine } from './delivery-line.entity';
import { Delivery } from './delivery.entity';
import { Need } from './need.entity';
import { NeedStep } from './need-step.entity';
import { CampaignPromise } from './promise.entity';
import { Registration } from './registration.entity';
import { RegistrationStep } from './registration-step.entity';
import { SurplusStep } from './surplus-step.entity';
import { Surplus } from './surplus.entity';

export const RECIPIENTS_ENTITIES = [
  Registration,
  RegistrationStep,
  Need,
  NeedStep,
  CampaignPromise,
  Delivery,
  DeliveryLine,
  Surplus,
  SurplusStep,
];
