import { plainCode } from './plain-text';

const MOBILE = /^1[3-9]\d{9}$/;
/** Area code, number, extension: 0954-3012345, 010-66666666-8001. */
const LANDLINE = /^(010|02\d|0[3-9]\d{2})-?([2-9]\d{6,7})(?:-?(?:转|转接|分机|分|EXT\.?|X|#)?-?(\d{1,6}))?$/;
/** Numbers of services, nationwide: 400-123-4567 and 800. */
const SERVICE = /^([48]00)-?(\d{3,4})-?(\d{3,4})(?:-?(?:转|转接|分机|EXT\.?|X|#)?-?(\d{1,6}))?$/;
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFF0D_.·]/g;

/**
 * A telephone number of the mainland as people write it, in one form: eleven digits of a mobile, area code and number of a landline (`0954-3012345`, with an extension
 * `010-66666666-8001`), ten digits of a 400 or 800 number. +86, blanks, hyphens, brackets, full width and invisible marks are looked past. Null when there can be no such
 * number: none of them has a check digit.
 */
export function plainPhone(written: string): string | null {
  const dashed = plainCode(written)
    .toUpperCase()
    .replaceAll(DASHES, '-')
    .replace(/^(?:TEL|电话|手机|PHONE)?[:：]?/, '')
    .replace(/^(?:\(?(?:\+|00)86\)?|86(?=1[3-9]\d{9}$))-?/, '')
    .replaceAll(/[()]/g, '-')
    .replace(/^-+/, '')
    .replaceAll(/-+/g, '-');
  const digits = dashed.replaceAll('-', '');
  if (MOBILE.test(digits)) return digits;
  const landline =
    LANDLINE.exec(dashed) ?? LANDLINE.exec(/^[1-9]\d{1,2}-/.test(dashed) && hadCountry(written) ? `0${dashed}` : '');
  if (landline) return landline.slice(1).filter(Boolean).join('-');
  const [, kind = '', first = '', second = '', extension] = SERVICE.exec(dashed) ?? [];
  const service = [kind + first + second, ...(extension === undefined ? [] : [extension])].join('-');
  return /^[48]00\d{7}(?:-|$)/.test(service) ? service : null;
}

/** Behind +86 an area code has no nought. */
const hadCountry = (written: string): boolean => /^\(?(?:\+|00)86/.test(plainCode(written));

export const PHONE_ADVICE = '请填写 11 位手机号、带区号的固定电话或 400 电话';

/** A login as it is copied out of a message or a list of contacts: without blanks and invisible marks, in lower case, a mobile number in eleven digits. */
export function plainLogin(written: string): string {
  const login = plainCode(written).toLowerCase();
  const phone = login.includes('@') ? null : plainPhone(login);
  return phone && MOBILE.test(phone) ? phone : login;
}
