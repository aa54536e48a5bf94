import { AFTERSALES } from '@yigou/aftersales';
import { inWorker } from '../context';
import { AftersalesConsumer } from './aftersales.consumer';

export const aftersalesInWorker = inWorker(AFTERSALES, { consumers: [AftersalesConsumer] });
