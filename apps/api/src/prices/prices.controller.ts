import { Controller } from '@nestjs/common';
import { PriceFlags } from '@yigou/catalogue';
import type { PriceCheck, RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { Database } from '@yigou/platform';
import { PriceReference } from '@yigou/prices';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';

/** The price watch, 价格监测: for sellers before they save, and for those who supervise them. */
@Controller()
export class PricesController {
  constructor(
    private readonly db: Database,
    private readonly reference: PriceReference,
    private readonly flags: PriceFlags,
  ) {}

  @Handle('checkPrice')
  check(@Input() { query }: RouteInput<'checkPrice'>): Promise<PriceCheck> {
    const { beforeFen, ...good } = query;
    return this.reference.check(this.db, beforeFen === undefined ? good : { ...good, beforeFen });
  }

  @Handle('listPriceFlags')
  list(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listPriceFlags'>,
  ): Promise<RouteResponse<'listPriceFlags'>> {
    return this.flags.list(by.seat, query);
  }
}
