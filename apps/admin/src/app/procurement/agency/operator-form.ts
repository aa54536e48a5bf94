import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';

/** Names the company that runs a contracted-out canteen; `named` hears who it is. */
export const operatorForm = (api: ApiClient, named: (operator: { id: string; name: string }) => void): FormConfig => ({
  heading: '登记食堂承包方',
  testId: 'operator',
  intro: '照营业执照填写。已经登记过的承包方，填写同一个代码即可。',
  fields: [
    { key: 'name', label: '承包方名称', kind: 'text', max: 100 },
    { key: 'creditCode', label: '统一社会信用代码', kind: 'text', max: 18, hint: '营业执照上的 18 位代码。' },
  ],
  action: '登记',
  ...sendsTo(
    'nameOperator',
    (values) => ({ name: values.text('name'), creditCode: values.text('creditCode') }),
    async (sent) => {
      const operator = await api.call('nameOperator', sent);
      named(operator);
      return `承包方：${operator.name}`;
    },
  ),
});
