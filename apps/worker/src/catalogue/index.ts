import { CATALOGUE } from '@yigou/catalogue';
import { inWorker } from '../context';
import { CatalogueConsumer } from './catalogue.consumer';

export const catalogueInWorker = inWorker(CATALOGUE, { consumers: [CatalogueConsumer] });
