import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { CorrectAttribution } from '@yigou/orders';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

/** What of a correction has to know the order that it is about (R9). */
@Controller()
export class CorrectionsController {
  constructor(private readonly attribution: CorrectAttribution) {}

  @Handle('askShareCorrection')
  async ask(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'askShareCorrection'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'askShareCorrection'>> {
    return { correctionId: await this.attribution.ask(caller, body, once) };
  }

  @Handle('decideRegionCorrection')
  async decide(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideRegionCorrection'>,
  ): Promise<RouteResponse<'decideRegionCorrection'>> {
    await this.attribution.decide(caller, params.id, body);
    return {};
  }
}
