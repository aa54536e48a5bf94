import type { LicenceKind } from '@yigou/contracts';
import { creditCodeProblem } from '@yigou/kernel';
import { mod11_10 } from 'cdigit';

const WRONG_DIGIT = '证照编号的校验位不正确，请核对';

/** Numbers of food licences: two letters and 14 digits, the last of which checks the others (ISO 7064 MOD 11,10 = GB/T 17710). */
function foodLicence(letters: string, number: string, form: string): string | null {
  if (!new RegExp(`^${letters}\\d{14}$`).test(number)) return form;
  return mod11_10.validate(number.slice(letters.length)) ? null : WRONG_DIGIT;
}

/**
 * What is wrong with the number of a licence, as a Chinese sentence; null when it holds. A business licence is numbered by the credit code, older ones by
 * 15 digits with a check digit; licences for making and selling food are SC… and JY…. Other papers are numbered by whoever issued them.
 */
export function licenceNumberProblem(kind: LicenceKind, number: string): string | null {
  switch (kind) {
    case 'business_licence':
      if (/^\d{15}$/.test(number)) return mod11_10.validate(number) ? null : WRONG_DIGIT;
      return creditCodeProblem(number);
    case 'food_production':
      return foodLicence('SC', number, '食品生产许可证编号应为 SC 加 14 位数字');
    case 'food_business':
      return foodLicence('JY', number, '食品经营许可证编号应为 JY 加 14 位数字');
    default:
      return null;
  }
}
