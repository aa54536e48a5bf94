import { IDENTITY } from '@yigou/identity';
import { inWorker } from '../context';
import { IdentityConsumer } from './identity.consumer';

export const identityInWorker = inWorker(IDENTITY, { consumers: [IdentityConsumer] });
