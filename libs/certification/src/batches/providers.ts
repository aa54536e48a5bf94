import type { Provider } from '@nestjs/common';

export const BATCHES_PROVIDERS: Provider[] = [];
