import { OVERSIGHT } from '@yigou/oversight';
import { inApi } from '../context';
import { OversightController } from './oversight.controller';

export const oversightInApi = inApi(OVERSIGHT, { controllers: [OversightController] });
