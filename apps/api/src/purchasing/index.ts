import { PURCHASING } from '@yigou/purchasing';
import { inApi } from '../context';
import { PurchasingController } from './purchasing.controller';

export const purchasingInApi = inApi(PURCHASING, { controllers: [PurchasingController] });
