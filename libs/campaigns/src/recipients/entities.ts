import { Need } from './need.entity';
import { NeedStep } from './need-step.entity';
import { CampaignPromise } from './promise.entity';
import { Registration } from './registration.entity';
import { RegistrationStep } from './registration-step.entity';

export const RECIPIENTS_ENTITIES = [Registration, RegistrationStep, Need, NeedStep, CampaignPromise];
