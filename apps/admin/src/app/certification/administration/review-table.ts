import { APPLICATION_KINDS, APPLICATION_STATUSES, PRICE_VERDICTS } from '@yigou/contracts/labels';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { ageWords, dueCell } from '../../shared/deadlines';
import { APPLICATION_TONES, VERDICT_TONES } from '../../shared/tones';

const CLOSED: readonly string[] = ['issued', 'refused', 'terminated', 'withdrawn', 'returned', 'draft'];

/** The work list of a reviewing office: the oldest deadline first, as the API orders it. */
export const reviewTable = defineTable({
  route: 'listReviews',
  noun: '申请',
  testId: 'review',
  empty: '现在没有等待本级审核的申请。选择一个状态可以查看辖区内的其他申请。',
  filters: [
    {
      kind: 'tabs',
      key: 'only',
      label: '范围',
      options: { mine: '我接手的', unclaimed: '无人接手', overdue: '已超期' },
    },
    { kind: 'search', key: 'q', label: '搜索申请', placeholder: '申请编号、产品或供应商' },
    { kind: 'select', key: 'status', label: '等待本级办理', options: APPLICATION_STATUSES },
    { kind: 'region', key: 'region', label: '产地' },
  ],
  columns: [
    {
      key: 'product',
      title: '申请',
      cell: (row) => text(row.productName, `${row.number} · ${row.supplierName}`),
    },
    { key: 'county', title: '产地', cell: (row) => text(row.county.path, row.categoryName) },
    {
      key: 'kind',
      title: '类型',
      cell: (row) => text(APPLICATION_KINDS[row.kind], row.round > 1 ? `第 ${row.round} 次提交` : null),
    },
    {
      key: 'price',
      title: '价格',
      cell: (row) =>
        row.priceVerdict ? tag(PRICE_VERDICTS[row.priceVerdict], VERDICT_TONES[row.priceVerdict]) : quiet('—'),
    },
    {
      key: 'status',
      title: '状态',
      cell: (row) => tag(APPLICATION_STATUSES[row.status], APPLICATION_TONES[row.status]),
    },
    {
      key: 'claimed',
      title: '接手人',
      cell: (row) => (row.claimedBy ? text(row.claimedBy) : quiet('无人接手')),
    },
    { key: 'age', title: '已在本级', align: 'right', wide: true, cell: (row) => text(ageWords(row.ageDays)) },
    { key: 'due', title: '时限', cell: (row) => dueCell(row.dueAt, CLOSED.includes(row.status)) },
  ],
  link: (row) => ['/administration/reviews', row.id],
  choosable: (row) => row.bulkSafe,
});
