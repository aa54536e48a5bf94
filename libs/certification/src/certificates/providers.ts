import type { Provider } from '@nestjs/common';
import { Certificates } from './certificates.queries';

export const CERTIFICATES_PROVIDERS: Provider[] = [Certificates];
