import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Caller, ImportColumns } from '@yigou/identity';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input } from '../http/request';

/** What senders say of the columns of their files. */
@Controller()
export class ImportColumnsController {
  constructor(private readonly columns: ImportColumns) {}

  @Handle('rememberImportColumns')
  async remember(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'rememberImportColumns'>,
  ): Promise<RouteResponse<'rememberImportColumns'>> {
    await this.columns.remember(by, params.kind, body.columns);
    return {};
  }
}
