import { PLATFORM } from '@yigou/platform';
import { inWorker } from '../context';
import { PlatformConsumer } from './platform.consumer';

export const platformInWorker = inWorker(PLATFORM, { consumers: [PlatformConsumer] });
