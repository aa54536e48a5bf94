import type { RouteResponse } from '@yigou/contracts';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormField, sendsTo } from '../../shared/form-dialog/form';
import type { Requisition } from './requisition-forms';

export type TemplateList = RouteResponse<'listTemplates'>;
export type Template = TemplateList['items'][number];
type Done = (list: TemplateList) => void;

const nameField = (initial: string): FormField => ({
  key: 'name',
  label: '模板名称',
  kind: 'text',
  max: 40,
  initial,
  hint: '例如：每周杂粮。本单位的采购员都能看到和使用。',
});

/** Keeps the goods of a requisition for later. */
export const keepForm = (api: ApiClient, { purpose, items }: Requisition): FormConfig => ({
  heading: '存为采购模板',
  testId: 'template-keep',
  intro: `保存这份申请的 ${items.length} 种商品和数量。以后用它列清单时，会按当时的价格、库存和认定重新核对。`,
  fields: [nameField(purpose.slice(0, 40))],
  action: '保存模板',
  ...sendsTo(
    'createTemplate',
    (values) => ({
      name: values.text('name'),
      lines: items.map(({ skuId, quantity }) => ({ skuId, quantity })),
    }),
    async (sent, values) => {
      await api.call('createTemplate', sent);
      return `已保存采购模板“${values.text('name')}”。`;
    },
  ),
});

export const renameForm = (api: ApiClient, { id, name }: Template, done: Done): FormConfig => ({
  heading: `给采购模板“${name}”改名`,
  testId: 'template-rename',
  fields: [nameField(name)],
  action: '改名',
  ...sendsTo(
    'renameTemplate',
    (values) => ({ name: values.text('name') }),
    async (sent) => {
      done(await api.call('renameTemplate', { params: { id }, ...sent }));
      return '采购模板已改名。';
    },
  ),
});

export const deleteForm = (api: ApiClient, { id, name, lines }: Template, done: Done): FormConfig => ({
  heading: `删除采购模板“${name}”`,
  testId: 'template-delete',
  intro: `模板里的 ${lines} 种商品不再保存，不能恢复；用它建好的申请和订单不受影响。`,
  fields: [],
  danger: true,
  action: '删除 1 个模板',
  contract: null,
  send: async () => {
    done(await api.call('deleteTemplate', { params: { id } }));
    return '采购模板已删除。';
  },
});
