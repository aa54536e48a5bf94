import { CAMPAIGNS } from '@yigou/campaigns';
import { inWorker } from '../context';

export const campaignsInWorker = inWorker(CAMPAIGNS);
