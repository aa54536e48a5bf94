import { describe, expect, it } from '@jest/globals';
import type { MechanismView } from '@yigou/contracts';
import { type FormConfig, FormValues, checkForm } from '../../shared/form-dialog/form';
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

  it('names a household by a whole number, with the letter as written on the card', async () => {
    const sent: string[] = [];
    const config: FormConfig = linkConfig(async (...words) => (sent.push(...words), ''));
    const values = FormValues.initial(config.fields).with('name', ' 张三 ').with('idNumber', '62292219700101123x');
    expect(checkForm(config, values)).toEqual({});
    await config.send(values, 'key');
    expect(sent).toEqual(['62292219700101123X', '张三']);
    expect(checkForm(config, values.with('idNumber', '622922'))).toHaveProperty('idNumber');
  });
});
