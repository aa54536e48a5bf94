import type { RouteResponse } from '@yigou/contracts';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';
import type { DeliveryView } from './kept-deliveries';

export type SurplusRow = RouteResponse<'listSurplus'>['items'][number];
type Recipient = RouteResponse<'findRecipients'>['items'][number];

/** Offers pieces of a line to another recipient. */
export const reallocateForm = (
  api: ApiClient,
  one: DeliveryView,
  line: DeliveryView['lines'][number],
  others: readonly Recipient[],
): FormConfig => {
  const left = (line.received ?? 0) - line.offered;
  return {
    heading: `转给其他单位：${line.productName} ${line.skuName}`,
    testId: 'reallocate',
    intro: `还有 ${left} 件可以转出。对方同意后由双方自行交接；对方不接收的可以再转给别的单位。`,
    fields: [
      {
        key: 'toId',
        label: '接收单位',
        kind: 'select',
        options: Object.fromEntries(others.map(({ id, name, region }) => [id, region ? `${name}（${region}）` : name])),
      },
      { key: 'pieces', label: '件数', kind: 'number', max: 7, initial: String(left) },
      { key: 'note', label: '说明', kind: 'text', max: 200, optional: true },
    ],
    action: '提出转赠',
    ...sendsTo(
      'reallocate',
      (values) => ({
        orderLineId: line.id,
        toId: values.text('toId'),
        pieces: values.number('pieces'),
        note: values.text('note'),
      }),
      async (sent) => {
        await api.call('reallocate', { params: { id: one.campaignId }, ...sent });
        return '已提出，等待对方确认。';
      },
    ),
  };
};

export const answerSurplusForm = (api: ApiClient, row: SurplusRow, decision: 'accept' | 'refuse'): FormConfig => {
  const accepts = decision === 'accept';
  return {
    heading: accepts ? '同意接收转赠' : '不接收转赠',
    testId: `surplus-${decision}`,
    intro: `${row.fromName}转来 ${row.productName} ${row.skuName} ${row.pieces} 件。${accepts ? '同意后由双方自行交接。' : '对方会看到原因。'}`,
    fields: accepts
      ? []
      : [{ key: 'reason', label: '原因', kind: 'area', max: 300, quick: ['没有地方存放', '用不上', '已经够用'] }],
    action: accepts ? '同意接收' : '不接收',
    danger: !accepts,
    ...sendsTo(
      'answerSurplus',
      (values) => ({ decision, reason: accepts ? '' : values.text('reason') }),
      async (sent) => {
        await api.call('answerSurplus', { params: { id: row.id }, ...sent });
        return accepts ? '已同意接收。' : '已答复。';
      },
    ),
  };
};

export const withdrawSurplusForm = (api: ApiClient, row: SurplusRow): FormConfig => ({
  heading: '撤回转赠',
  testId: 'surplus-withdraw',
  intro: `撤回转给${row.toName}的 ${row.pieces} 件，可以再转给别的单位。`,
  fields: [],
  action: '撤回',
  danger: true,
  contract: null,
  send: async () => {
    await api.call('withdrawSurplus', { params: { id: row.id } });
    return '已撤回。';
  },
});
