import { Controller, Req } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { BankLineQueries, BankLines, ImportBankStatement } from '@yigou/purchasing';
import { uploadOf } from '../catalogue/upload';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, Input, Once, Seated } from '../http/request';

const MAX_STATEMENT_BYTES = 10 * 1024 * 1024;

/** Statements of a supplier's bank, and what its people say of the money in them. */
@Controller()
export class BankController {
  constructor(
    private readonly statements: ImportBankStatement,
    private readonly lines: BankLines,
    private readonly queries: BankLineQueries,
  ) {}

  @Handle('previewBankStatement')
  async preview(
    @Seated() by: SeatedCaller,
    @Req() request: ApiRequest,
  ): Promise<RouteResponse<'previewBankStatement'>> {
    const { fileName, body } = await uploadOf(request, MAX_STATEMENT_BYTES);
    return this.statements.preview(by, fileName, body);
  }

  @Handle('confirmBankStatement')
  import(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'confirmBankStatement'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'confirmBankStatement'>> {
    return this.statements.confirm(by, params.id, claim);
  }

  @Handle('listBankLines')
  list(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listBankLines'>,
  ): Promise<RouteResponse<'listBankLines'>> {
    return this.queries.list(by, query);
  }

  @Handle('getBankLine')
  get(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'getBankLine'>,
  ): Promise<RouteResponse<'getBankLine'>> {
    return this.queries.get(by, params.id);
  }

  @Handle('matchBankLine')
  async match(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'matchBankLine'>,
  ): Promise<RouteResponse<'matchBankLine'>> {
    await this.lines.match(by, params.id, body.transferId);
    return this.queries.get(by, params.id);
  }

  @Handle('unmatchBankLine')
  async unmatch(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'unmatchBankLine'>,
  ): Promise<RouteResponse<'unmatchBankLine'>> {
    await this.lines.unmatch(by, params.id);
    return this.queries.get(by, params.id);
  }

  @Handle('ignoreBankLine')
  async ignore(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'ignoreBankLine'>,
  ): Promise<RouteResponse<'ignoreBankLine'>> {
    await this.lines.ignore(by, params.id, body.ignored);
    return this.queries.get(by, params.id);
  }

  @Handle('confirmBankLine')
  async confirm(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'confirmBankLine'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'confirmBankLine'>> {
    await this.lines.confirm(by, params.id, body.transferId, claim);
    return this.queries.get(by, params.id);
  }

  @Handle('confirmBankLines')
  confirmCertain(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'confirmBankLines'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'confirmBankLines'>> {
    return this.lines.confirmCertain(by, body, claim);
  }
}
