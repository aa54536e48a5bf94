import { Controller } from '@nestjs/common';
import type { BatchView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import { BatchQueries, RegisterBatch } from '@yigou/traceability';
import { supplierIdOf } from '../catalogue/supplier-actor';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input } from '../http/request';

/** A supplier's batches, 批次. */
@Controller()
export class BatchesController {
  constructor(
    private readonly batches: BatchQueries,
    private readonly register: RegisterBatch,
  ) {}

  @Handle('listBatches')
  list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listBatches'>,
  ): Promise<RouteResponse<'listBatches'>> {
    return this.batches.list(supplierIdOf(actor), query);
  }

  @Handle('createBatch')
  create(@CurrentActor() actor: Actor, @Input() { body }: RouteInput<'createBatch'>): Promise<BatchView> {
    return this.register.execute(actor, supplierIdOf(actor), body);
  }
}
