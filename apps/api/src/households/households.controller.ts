import { Controller, Req, Res } from '@nestjs/common';
import type { HouseholdView, RouteInput, RouteResponse } from '@yigou/contracts';
import { Households, householdTemplate, ImportHouseholds, RegisterHouseholds } from '@yigou/households';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { XLSX } from '@yigou/reporting';
import type { FastifyReply } from 'fastify';
import { uploadOf } from '../catalogue/upload';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, Input, Once, Seated } from '../http/request';
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
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listHouseholds'>,
  ): Promise<RouteResponse<'listHouseholds'>> {
    return this.households.list(by.seat, query);
  }

  @Handle('findHousehold')
  async find(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'findHousehold'>,
  ): Promise<RouteResponse<'findHousehold'>> {
    return { household: await this.households.find(by.seat, body.idNumber) };
  }

  @Handle('createHousehold')
  create(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'createHousehold'>,
    @Once() once: IdempotencyClaim,
  ): Promise<HouseholdView> {
    return this.registry.create(by, body, once);
  }

  @Handle('updateHousehold')
  update(@Seated() by: SeatedCaller, @Input() { params, body }: RouteInput<'updateHousehold'>): Promise<HouseholdView> {
    return this.registry.update(by, params.id, body);
  }

  @Handle('discloseHousehold')
  disclose(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'discloseHousehold'>,
  ): Promise<RouteResponse<'discloseHousehold'>> {
    return this.registry.disclose(by, params.id, body.purpose);
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
  async preview(@Seated() by: SeatedCaller, @Req() request: ApiRequest): Promise<RouteResponse<'previewHouseholds'>> {
    const { fileName, body } = await uploadOf(request, MAX_FILE_BYTES);
    return this.imports.preview(by, fileName, body);
  }

  @Handle('confirmHouseholds')
  confirm(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'confirmHouseholds'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'confirmHouseholds'>> {
    return this.imports.confirm(by, params.id, once);
  }
}
