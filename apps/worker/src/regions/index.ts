import { REGIONS } from '@yigou/regions';
import { inWorker } from '../context';
import { RegionsConsumer } from './regions.consumer';

export const regionsInWorker = inWorker(REGIONS, { consumers: [RegionsConsumer] });
