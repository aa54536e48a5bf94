import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { CorrectionQueries, Corrections } from '@yigou/procurement';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';

/** To which unit orders count, corrected (R9): lists for those concerned, and what they do without a look at the order. */
@Controller()
export class CorrectionsController {
  constructor(
    private readonly corrections: Corrections,
    private readonly queries: CorrectionQueries,
  ) {}

  @Handle('listShareCorrections')
  own(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listShareCorrections'>,
  ): Promise<RouteResponse<'listShareCorrections'>> {
    return this.queries.own(caller, query);
  }

  @Handle('withdrawShareCorrection')
  async withdraw(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'withdrawShareCorrection'>,
  ): Promise<RouteResponse<'withdrawShareCorrection'>> {
    await this.corrections.withdraw(caller, params.id);
    return {};
  }

  @Handle('answerShareCorrection')
  async answer(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'answerShareCorrection'>,
  ): Promise<RouteResponse<'answerShareCorrection'>> {
    await this.corrections.answer(caller, params.id, body);
    return {};
  }

  @Handle('listRegionCorrections')
  region(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listRegionCorrections'>,
  ): Promise<RouteResponse<'listRegionCorrections'>> {
    return this.queries.region(caller, query);
  }
}
