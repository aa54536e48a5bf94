import type { Provider } from '@nestjs/common';
import { BatchQueries } from './batches.queries';
import { RegisterBatch } from './register-batch';

export const BATCHES_PROVIDERS: Provider[] = [BatchQueries, RegisterBatch];
