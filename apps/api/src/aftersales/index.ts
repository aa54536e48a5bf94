import { AFTERSALES } from '@yigou/aftersales';
import { inApi } from '../context';
import { AftersalesController } from './aftersales.controller';

export const aftersalesInApi = inApi(AFTERSALES, { controllers: [AftersalesController] });
