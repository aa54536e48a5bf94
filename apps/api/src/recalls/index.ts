import { RECALLS } from '@yigou/recalls';
import { inApi } from '../context';
import { RecallsController } from './recalls.controller';

export const recallsInApi = inApi(RECALLS, { controllers: [RecallsController] });
