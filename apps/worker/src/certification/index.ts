import { CERTIFICATION } from '@yigou/certification';
import { inWorker } from '../context';
import { CertificationConsumer } from './certification.consumer';

export const certificationInWorker = inWorker(CERTIFICATION, { consumers: [CertificationConsumer] });
