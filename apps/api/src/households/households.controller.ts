import { Controller, Req, Res } from '@nestjs/common';
import type { HouseholdView, RouteInput, RouteResponse } from '@yigou/contracts';
import { Households, householdTemplate, ImportHouseholds, officeBy, RegisterHouseholds } from '@yigou/households';
import { type Actor, requireMembership } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { XLSX } from '@yigou/reporting';
import type { FastifyReply } from 'fastify';
import { uploadOf } from '../catalogue/upload';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input, Once } from '../http/request';
import { attachment } from '../http/attachment';

/** Five thousand households fit into a fraction of it. */
const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** Registered households, 建档立卡户, as offices keep them. */
@Controller()
export class HouseholdsController {
  constructor(
    private readonly households: Households,
    private readonly registry: RegisterHouseholds,
    private readonly imports: ImportHouseholds,
  ) {}

  @Handle('listHouseholds')
  list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listHouseholds'>,
  ): Promise<RouteResponse<'listHouseholds'>> {
    return this.households.list(requireMembership(actor, 'administration'), query);
  }

  @Handle('findHousehold')
  async find(
    @CurrentActor() actor: Actor,
    @Input() { body }: RouteInput<'findHousehold'>,
  ): Promise<RouteResponse<'findHousehold'>> {
    return { household: await this.households.find(requireMembership(actor, 'administration'), body.idNumber) };
  }

  @Handle('createHousehold')
  create(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'createHousehold'>,
  ): Promise<HouseholdView> {
    return this.registry.create(officeBy(actor, request.ip), body);
  }

  @Handle('updateHousehold')
  update(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'updateHousehold'>,
  ): Promise<HouseholdView> {
    return this.registry.update(officeBy(actor, request.ip), params.id, body);
  }

  @Handle('discloseHousehold')
  disclose(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'discloseHousehold'>,
  ): Promise<RouteResponse<'discloseHousehold'>> {
    return this.registry.disclose(officeBy(actor, request.ip), params.id, body.purpose);
  }

  @Handle('householdTemplate')
  async template(@Res() reply: FastifyReply): Promise<void> {
    const file = await householdTemplate();
    await reply
      .header('Content-Disposition', attachment('建档立卡户导入模板.xlsx', 'households.xlsx'))
      .type(XLSX)
      .send(file);
  }

  @Handle('previewHouseholds')
  async preview(@CurrentActor() actor: Actor, @Req() request: ApiRequest): Promise<RouteResponse<'previewHouseholds'>> {
    const { fileName, body } = await uploadOf(request, MAX_FILE_BYTES);
    return this.imports.preview(officeBy(actor, request.ip), fileName, body);
  }

  @Handle('confirmHouseholds')
  confirm(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'confirmHouseholds'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'confirmHouseholds'>> {
    return this.imports.confirm(officeBy(actor, request.ip), params.id, once);
  }
}
