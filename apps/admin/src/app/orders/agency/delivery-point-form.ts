import type { DeliveryPoint } from '@yigou/contracts';
import { WEEKDAYS } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormValues, sendsTo } from '../../shared/form-dialog/form';

const WORKDAYS = ['1', '2', '3', '4', '5'];

const bodyOf = (values: FormValues) => ({
  name: values.text('name'),
  contact: values.text('contact'),
  phone: values.text('phone'),
  regionCode: values.textOrNull('regionCode'),
  detail: values.text('detail'),
  weekdays: values.list('weekdays').map(Number),
  opens: values.text('opens'),
  closes: values.text('closes'),
  note: values.text('note'),
  active: !values.flag('closed'),
});

/** Writes a delivery point: a new one, or one that exists. */
export function deliveryPointForm(api: ApiClient, one: DeliveryPoint | null): FormConfig {
  const shared = {
    testId: 'delivery-point',
    fields: [
      { key: 'name', label: '名称', kind: 'text', max: 40, initial: one?.name ?? '', hint: '例如：东校区食堂' },
      { key: 'contact', label: '联系人', kind: 'text', max: 30, initial: one?.contact ?? '' },
      { key: 'phone', label: '手机号', kind: 'text', max: 11, initial: one?.phone ?? '' },
      { key: 'regionCode', label: '所在地区', kind: 'region', initial: one?.region.code ?? null },
      { key: 'detail', label: '详细地址', kind: 'text', max: 120, initial: one?.detail ?? '' },
      {
        key: 'weekdays',
        label: '收货的日子',
        kind: 'multi',
        options: WEEKDAYS,
        initial: one?.weekdays.map(String) ?? WORKDAYS,
      },
      { key: 'opens', label: '几点开始收货', kind: 'text', max: 5, initial: one?.opens ?? '08:00' },
      { key: 'closes', label: '几点结束收货', kind: 'text', max: 5, initial: one?.closes ?? '16:00' },
      { key: 'note', label: '给司机的说明', kind: 'area', max: 200, optional: true, initial: one?.note ?? '' },
      ...(one ? [{ key: 'closed', label: '停用，不再往这里送', kind: 'check', initial: !one.active } as const] : []),
    ],
  } satisfies Partial<FormConfig>;
  if (!one)
    return {
      ...shared,
      heading: '新增收货点',
      action: '新增',
      ...sendsTo('createDeliveryPoint', bodyOf, async (sent) => {
        const { name } = await api.call('createDeliveryPoint', sent);
        return `收货点“${name}”已登记。`;
      }),
    };
  return {
    ...shared,
    heading: `修改收货点“${one.name}”`,
    intro: '已经下的订单仍按下单时的地址和时间送货。',
    action: '保存',
    ...sendsTo('saveDeliveryPoint', bodyOf, async (sent) => {
      await api.call('saveDeliveryPoint', { params: { id: one.id }, ...sent });
      return '收货点已保存。';
    }),
  };
}
