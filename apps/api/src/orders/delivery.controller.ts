import { Controller, Res } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { DeliveryPoints, PackingSlipPdf } from '@yigou/orders';
import type { IdempotencyClaim } from '@yigou/platform';
import type { FastifyReply } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';
import { sendPdf } from './send-pdf';

/** Where units take goods in, and the paper that goes there with them. */
@Controller()
export class DeliveryController {
  constructor(
    private readonly points: DeliveryPoints,
    private readonly slips: PackingSlipPdf,
  ) {}

  @Handle('listDeliveryPoints')
  async list(@Seated() caller: SeatedCaller): Promise<RouteResponse<'listDeliveryPoints'>> {
    return { items: await this.points.list(caller) };
  }

  @Handle('createDeliveryPoint')
  create(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'createDeliveryPoint'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'createDeliveryPoint'>> {
    return this.points.create(caller, body, once);
  }

  @Handle('saveDeliveryPoint')
  save(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'saveDeliveryPoint'>,
  ): Promise<RouteResponse<'saveDeliveryPoint'>> {
    return this.points.save(caller, params.id, body);
  }

  @Handle('packingSlip')
  async slip(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'packingSlip'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPdf(reply, '送货单', await this.slips.of(caller, params.id));
  }
}
