import type { Provider } from '@nestjs/common';

export const APPLICATIONS_PROVIDERS: Provider[] = [];
