import { Controller } from '@nestjs/common';
import type { BatchView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { BatchQueries, RegisterBatch } from '@yigou/traceability';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

/** A supplier's batches, 批次. */
@Controller()
export class BatchesController {
  constructor(
    private readonly batches: BatchQueries,
    private readonly register: RegisterBatch,
  ) {}

  @Handle('listBatches')
  list(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listBatches'>,
  ): Promise<RouteResponse<'listBatches'>> {
    return this.batches.list(by.seat.organisationId, query);
  }

  @Handle('createBatch')
  create(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'createBatch'>,
    @Once() once: IdempotencyClaim,
  ): Promise<BatchView> {
    return this.register.execute(by, body, once);
  }
}
