import type { Provider } from '@nestjs/common';

export const SUPERVISION_PROVIDERS: Provider[] = [];
