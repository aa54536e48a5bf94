import { Injectable } from '@nestjs/common';
import type { QueueConsumer } from '../outbox/consumer';

/** What certification does by the clock. */
@Injectable()
export class CertificationConsumer implements QueueConsumer {
  readonly topics = {};
  readonly schedules = {};
}
