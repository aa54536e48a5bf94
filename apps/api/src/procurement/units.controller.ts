import { Controller, Req, Res } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller, SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { ImportRoster, RegisterUnit, rosterTemplate, UnitQueries } from '@yigou/procurement';
import { XLSX } from '@yigou/reporting';
import type { FastifyReply } from 'fastify';
import { uploadOf } from '../catalogue/upload';
import { attachment } from '../http/attachment';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentCaller, Input, Once, Seated } from '../http/request';

const MAX_ROSTER_BYTES = 10 * 1024 * 1024;

@Controller()
export class UnitsController {
  constructor(
    private readonly registration: RegisterUnit,
    private readonly units: UnitQueries,
    private readonly rosters: ImportRoster,
  ) {}

  @Handle('registerUnit')
  register(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<'registerUnit'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'registerUnit'>> {
    return this.registration.register(caller, body, once);
  }

  @Handle('findUnits')
  find(@Input() { query }: RouteInput<'findUnits'>): Promise<RouteResponse<'findUnits'>> {
    return this.units.find(query);
  }

  @Handle('getUnit')
  own(@Seated() caller: SeatedCaller): Promise<RouteResponse<'getUnit'>> {
    return this.units.own(caller);
  }

  @Handle('rosterTemplate')
  async template(@Res() reply: FastifyReply): Promise<void> {
    const file = await rosterTemplate();
    await reply.header('Content-Disposition', attachment('单位名册导入模板.xlsx', 'units.xlsx')).type(XLSX).send(file);
  }

  @Handle('previewRoster')
  async preview(@Seated() by: SeatedCaller, @Req() request: ApiRequest): Promise<RouteResponse<'previewRoster'>> {
    const { fileName, body } = await uploadOf(request, MAX_ROSTER_BYTES);
    return this.rosters.preview(by, fileName, body);
  }

  @Handle('confirmRoster')
  confirm(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'confirmRoster'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'confirmRoster'>> {
    return this.rosters.confirm(by, params.id, once);
  }

  @Handle('inviteUnitManager')
  async inviteManager(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'inviteUnitManager'>,
  ): Promise<RouteResponse<'inviteUnitManager'>> {
    await this.rosters.inviteManager(by, params.id, body.login);
    return {};
  }

  @Handle('nameOperator')
  nameOperator(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'nameOperator'>,
  ): Promise<RouteResponse<'nameOperator'>> {
    return this.registration.nameOperator(caller, body);
  }
}
