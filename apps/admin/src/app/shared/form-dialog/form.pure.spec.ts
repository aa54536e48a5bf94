import { describe, expect, it } from '@jest/globals';
import { checkForm, type FormConfig, FormValues, shownFields } from './form';

const config: FormConfig = {
  heading: '处理决定',
  testId: 'sanction',
  action: '作出决定',
  fields: [
    { key: 'kind', label: '处理', kind: 'choice', options: { suspension: '暂停证书', blacklist: '列入黑名单' } },
    { key: 'days', label: '天数', kind: 'number', optional: true },
    { key: 'endsOn', label: '期满日', kind: 'date', shown: (values) => values.text('kind') === 'blacklist' },
    { key: 'evidence', label: '材料', kind: 'evidence', optional: true },
  ],
  check: (values) => (values.text('endsOn') === '2000-01-01' ? { endsOn: '应在今天之后' } : {}),
  contract: null,
  send: () => Promise.resolve(''),
};

describe('a form as data', () => {
  it('asks for what is empty, and for nothing that is not shown', () => {
    const values = FormValues.initial(config.fields);
    expect(checkForm(config, values)).toEqual({ kind: '请选择处理' });
    expect(shownFields(config, values).map((field) => field.key)).toEqual(['kind', 'days', 'evidence']);
    expect(checkForm(config, values.with('kind', 'blacklist'))).toEqual({ endsOn: '请选择期满日' });
  });

  it('reads whole numbers only', () => {
    const values = FormValues.initial(config.fields).with('kind', 'suspension');
    expect(checkForm(config, values.with('days', '1.5'))).toEqual({ days: '天数应为整数' });
    expect(values.with('days', ' 12 ').number('days')).toBe(12);
  });

  it('adds what the form itself finds wrong', () => {
    const values = FormValues.initial(config.fields).with('kind', 'blacklist').with('endsOn', '2000-01-01');
    expect(checkForm(config, values)).toEqual({ endsOn: '应在今天之后' });
  });

  it('reads words, ticks and lists in the shape of a body', () => {
    const values = new FormValues({ reason: ' 抽检不合格 ', empty: ' ', suspend: true, kinds: ['a', 'b'] });
    expect([values.text('reason'), values.textOrNull('empty'), values.flag('suspend'), values.list('kinds')]).toEqual([
      '抽检不合格',
      null,
      true,
      ['a', 'b'],
    ]);
  });
});
