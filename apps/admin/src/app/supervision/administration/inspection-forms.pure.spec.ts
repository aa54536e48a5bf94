import { describe, expect, it } from '@jest/globals';
import type { ApiClient } from '@yigou/web-data';
import { FormValues } from '../../shared/form-dialog/form';
import { issuesOf } from '../../shared/testing/form-issues';
import { checkDraw, checkRecord, drawForm, itemsOf } from './inspection-forms';

const record = (values: Record<string, string>): FormValues => new FormValues(values);

describe('inspections', () => {
  it('draws between 1 and 200 certificates, due from today on, with a seed that can be written down', () => {
    const form = drawForm({} as ApiClient, '620000', () => undefined);
    const values = FormValues.initial(form.fields);
    const size = '请填写 1–200 的整数';
    expect([issuesOf(form, values), checkDraw(values)]).toEqual([{}, {}]);
    expect(issuesOf(form, values.with('size', '201').with('seed', '种子'))).toEqual({
      size,
      seed: '种子为 4–64 位字母、数字或连字符',
    });
    expect(issuesOf(form, values.with('size', ''))).toEqual({ size });
    expect(checkDraw(values.with('dueOn', '2020-01-01'))).toEqual({ dueOn: '完成期限不能早于今天' });
  });

  it('R18: looks at quality, price, origin and sales, and takes what was not asked as not checked', () => {
    expect(itemsOf(record({ 'item-quality': 'ok', 'item-origin': 'problem' }))).toEqual({
      quality: 'ok',
      price: 'not_checked',
      origin: 'problem',
      sales: 'not_checked',
    });
  });

  it('lets nothing pass that has a problem or was not looked at', () => {
    expect(checkRecord(record({ result: 'passed' }))).toEqual({ 'item-quality': '至少检查一项' });
    expect(checkRecord(record({ result: 'passed', 'item-price': 'problem' }))).toEqual({
      result: '有项目存在问题，不能记为合格',
    });
    expect(checkRecord(record({ result: 'passed', 'item-price': 'ok' }))).toEqual({});
  });

  it('asks for a day ahead to put things right by', () => {
    const values = { result: 'rectify', 'item-price': 'problem' };
    expect(checkRecord(record({ ...values, rectifyBy: '2020-01-01' }))).toEqual({ rectifyBy: '整改期限应在今天之后' });
    expect(checkRecord(record({ ...values, rectifyBy: '2999-01-01' }))).toEqual({});
  });
});
