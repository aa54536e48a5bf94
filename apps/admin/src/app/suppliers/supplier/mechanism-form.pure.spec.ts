import { describe, expect, it } from '@jest/globals';
import type { MechanismView } from '@yigou/contracts';
import { FormValues } from '../../shared/form-dialog/form';
import { issuesOf } from '../../shared/testing/form-issues';
import { checkMechanism, linkConfig, mechanismBody, mechanismFields } from './mechanism-form';

const stored = {
  kind: 'employment',
  incomeKind: 'wage',
  description: '采摘季请 30 户务工',
  yearlyFen: 180_050,
  startsOn: '2026-03-01',
  endsOn: null,
} as MechanismView;

describe('mechanism form', () => {
  it('turns a mechanism into fields and back without a change', () => {
    const body = mechanismBody(FormValues.initial(mechanismFields(stored, '2026-11-22')));
    expect(body).toEqual({ ...stored });
  });

  it('asks for an amount that is one, and for an end after the beginning', () => {
    const values = FormValues.initial(mechanismFields(stored, '2026-11-22'))
      .with('yearly', '两千')
      .with('endsOn', '2026-02-01');
    expect(Object.keys(checkMechanism(values)).toSorted()).toEqual(['endsOn', 'yearly']);
  });

  it('names a household by a whole number, which the contract checks and reads in any letters', async () => {
    const sent: unknown[] = [];
    const config = linkConfig(async (given) => (sent.push(given), ''));
    const values = FormValues.initial(config.fields).with('name', ' 张三 ').with('idNumber', '62292219700101123x');
    await config.send(values, 'key');
    expect(sent).toEqual([{ body: { idNumber: '62292219700101123x', name: '张三' }, idempotencyKey: 'key' }]);
    expect(issuesOf(config, values)).toEqual({});
    expect(issuesOf(config, values.with('idNumber', '622922'))).toEqual({ idNumber: '请填写 18 位身份证号' });
  });
});
