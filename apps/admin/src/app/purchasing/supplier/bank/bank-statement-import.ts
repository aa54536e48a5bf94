import { Component, inject } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { BANK_ROW_OUTCOMES, type BankRowOutcome } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { formatCount } from '../../../shared/format';
import type { ImportConfig } from '../../../shared/sheet-import/import-config';
import { SheetImport } from '../../../shared/sheet-import/sheet-import';

type Preview = RouteResponse<'previewBankStatement'>;
type Row = Preview['rows'][number];

/** The supplier's bank statement (银行流水), as its bank gives it. */
@Component({
  selector: 'yg-bank-statement-import',
  imports: [SheetImport],
  template: '<yg-sheet-import [config]="config" />',
})
export class BankStatementImport {
  private readonly api = inject(ApiClient);
  protected readonly config: ImportConfig<BankRowOutcome, Row, Preview> = {
    testId: 'statement',
    kind: 'bank_statement',
    heading: '导入银行流水',
    note: '从网上银行下载收款账户的流水，原样上传。只保留收入；同一笔重复导入只记一次。',
    hint: '.xlsx 或 .csv。要有“交易日期”和“收入”（贷方金额）或“金额”两列，其他列按银行的名称自动识别。',
    list: { path: '/supplier/bank-lines', title: '银行流水' },
    template: null,
    endings: ['.xlsx', '.csv', '.txt'],
    outcomes: {
      add: [BANK_ROW_OUTCOMES.add, 'go'],
      known: [BANK_ROW_OUTCOMES.known, 'rest'],
      outgoing: [BANK_ROW_OUTCOMES.outgoing, 'rest'],
      refused: [BANK_ROW_OUTCOMES.refused, 'stop'],
    },
    bad: 'refused',
    columns: [
      { label: '时间', cell: ({ date }) => date },
      { label: '金额', cell: ({ amount }) => amount, kind: 'number' },
      { label: '对方户名', cell: ({ payer }) => payer },
      { label: '摘要', cell: ({ memo }) => memo },
    ],
    notes: ({ note }) => (note ? [note] : []),
    countOf: (one, outcome) => one[outcome],
    action: ({ add }) => (add === 0 ? null : `导入 ${formatCount(add)} 笔收入`),
    skipped: '读不懂的行会跳过，可改正后再导入一次。',
    warning: () => null,
    read: (file) => this.api.call('previewBankStatement', { upload: file }),
    confirm: async ({ id }, idempotencyKey) => {
      const { added, known } = await this.api.call('confirmBankStatement', { params: { id }, idempotencyKey });
      return known === 0 ? `已导入 ${added} 笔收入。` : `已导入 ${added} 笔收入，另有 ${known} 笔之前已导入。`;
    },
  };
}
