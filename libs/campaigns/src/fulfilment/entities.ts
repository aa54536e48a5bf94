import { Consignment } from './consignment.entity';
import { HandOut } from './hand-out.entity';
import { Publication } from './publication.entity';
import { Shortfall } from './shortfall.entity';

export const FULFILMENT_ENTITIES = [Consignment, HandOut, Publication, Shortfall];
export const FULFILMENT_TABLES = [
  'campaigns_consignment',
  'campaigns_hand_out',
  'campaigns_publication',
  'campaigns_shortfall',
];
