import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller, SeatedCaller } from '@yigou/identity';
import { RegisterUnit, UnitQueries } from '@yigou/procurement';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Seated } from '../http/request';

@Controller()
export class UnitsController {
  constructor(
    private readonly registration: RegisterUnit,
    private readonly units: UnitQueries,
  ) {}

  @Handle('registerUnit')
  register(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<'registerUnit'>,
  ): Promise<RouteResponse<'registerUnit'>> {
    return this.registration.register(caller, body);
  }

  @Handle('findUnits')
  find(@Input() { query }: RouteInput<'findUnits'>): Promise<RouteResponse<'findUnits'>> {
    return this.units.find(query);
  }

  @Handle('getUnit')
  own(@Seated() caller: SeatedCaller): Promise<RouteResponse<'getUnit'>> {
    return this.units.own(caller);
  }

  @Handle('nameOperator')
  nameOperator(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'nameOperator'>,
  ): Promise<RouteResponse<'nameOperator'>> {
    return this.registration.nameOperator(caller, body);
  }
}
