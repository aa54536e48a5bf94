import { mod11_2 } from 'cdigit';

const FORM = /^(\d{6})(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/;

/**
 * What is wrong with a resident identity number, 公民身份号码 (GB 11643: place, date of birth, sequence, check character by ISO 7064 MOD 11-2), as a
 * Chinese sentence; null when it holds. `today` is an ISO date: nobody is born after it.
 */
export function identityNumberProblem(number: string, today = new Date().toISOString().slice(0, 10)): string | null {
  const [, , year, month, day] = FORM.exec(number) ?? [];
  if (!year || !month || !day) return '请填写 18 位身份证号';
  const born = `${year}-${month}-${day}`;
  const date = new Date(born);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === born;
  if (!exists || year < '1880' || born > today) return '身份证号中的出生日期不存在，请核对';
  return mod11_2.validate(number) ? null : '身份证号的校验位不正确，请核对';
}
