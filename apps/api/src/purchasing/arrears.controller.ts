import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { ArrearsQueries } from '@yigou/purchasing';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';

/** What units accepted and have to pay, and to whom. */
@Controller()
export class ArrearsController {
  constructor(private readonly queries: ArrearsQueries) {}

  @Handle('listArrears')
  arrears(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listArrears'>,
  ): Promise<RouteResponse<'listArrears'>> {
    return this.queries.ofUnit(by, query);
  }

  @Handle('listReceivables')
  receivables(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listReceivables'>,
  ): Promise<RouteResponse<'listReceivables'>> {
    return this.queries.toSupplier(by, query);
  }
}
