import type { Provider } from '@nestjs/common';

export const SUPPLIERS_PROVIDERS: Provider[] = [];
