import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller, SeatedCaller } from '@yigou/identity';
import { Staff } from '@yigou/procurement';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Seated } from '../http/request';

/** Staff whose own purchases count to a unit (R8), and the unit's code for them. */
@Controller()
export class StaffController {
  constructor(private readonly staff: Staff) {}

  @Handle('getStaffBinding')
  binding(@CurrentCaller() caller: Caller): Promise<RouteResponse<'getStaffBinding'>> {
    return this.staff.binding(caller);
  }

  @Handle('bindStaff')
  bind(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<'bindStaff'>,
  ): Promise<RouteResponse<'bindStaff'>> {
    return this.staff.bind(caller, body.code);
  }

  @Handle('leaveStaff')
  async leave(@CurrentCaller() caller: Caller): Promise<RouteResponse<'leaveStaff'>> {
    await this.staff.leave(caller);
    return {};
  }

  @Handle('getStaff')
  overview(@Seated() caller: SeatedCaller): Promise<RouteResponse<'getStaff'>> {
    return this.staff.overview(caller);
  }

  @Handle('renewStaffCode')
  renew(@Seated() caller: SeatedCaller): Promise<RouteResponse<'renewStaffCode'>> {
    return this.staff.renewCode(caller);
  }

  @Handle('closeStaffCode')
  close(@Seated() caller: SeatedCaller): Promise<RouteResponse<'closeStaffCode'>> {
    return this.staff.closeCode(caller);
  }
}
