import { Controller } from '@nestjs/common';
import type { RouteInput, SellingTerms as Terms } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { SellingTerms } from '@yigou/orders';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';

/** What a supplier grants to units. */
@Controller()
export class SellingTermsController {
  constructor(private readonly terms: SellingTerms) {}

  @Handle('getSellingTerms')
  get(@Seated() by: SeatedCaller): Promise<Terms> {
    return this.terms.get(by);
  }

  @Handle('setSellingTerms')
  async set(@Seated() by: SeatedCaller, @Input() { body }: RouteInput<'setSellingTerms'>): Promise<Terms> {
    await this.terms.set(by, body);
    return this.terms.get(by);
  }
}
