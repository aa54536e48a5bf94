import { describe, expect, it } from '@jest/globals';
import { writtenNumbers } from './certificate-numbers';
import { Phone, printed, text } from './common';
import { IdentityNumber } from './households/schemas';
import { ProductInput } from './catalogue/schemas';
import { LoginBody, RegisterBody } from './identity/schemas';
import { plainPhone } from './phone';
import { CreditCode } from './suppliers/schemas';

describe('a telephone number', () => {
  it.each([
    ['13900001234', '13900001234'],
    ['+86 139-0000-1234', '13900001234'],
    ['0086 13900001234', '13900001234'],
    ['8613900001234', '13900001234'],
    ['１３９ ００００ １２３４', '13900001234'],
    ['\u202D13900001234\u202C', '13900001234'],
    ['0954-3012345', '0954-3012345'],
    ['(0954) 3012345', '0954-3012345'],
    ['01066666666', '010-66666666'],
    ['010 - 6666 6666 转 8001', '010-66666666-8001'],
    ['0951—5012345—801', '0951-5012345-801'],
    ['+86-10-66666666', '010-66666666'],
    ['400-123-4567', '4001234567'],
    ['400 1234 567转2', '4001234567-2'],
    ['电话：021-66666666', '021-66666666'],
  ])('%s is %s', (written, plain) => {
    expect(plainPhone(written)).toBe(plain);
    expect(Phone.parse(written)).toBe(plain);
    expect(plainPhone(plain)).toBe(plain);
  });
  it.each(['', '12900001234', '1390000123', '139000012345', '3012345', '0954-12', '500-123-4567', 'abc'])(
    'cannot be “%s”',
    (written) => {
      expect(plainPhone(written)).toBeNull();
      expect(Phone.safeParse(written).success).toBe(false);
    },
  );
});

describe('a login', () => {
  it('is the same with blanks, invisible marks, +86 and in full width', () => {
    const login = (written: string) => LoginBody.parse({ login: written, password: 'x' }).login;
    for (const written of [
      '\u202D139 0000 1234\u202C',
      '+86 139-0000-1234',
      '１３９００００１２３４',
      '13900001234\u200B',
    ])
      expect(login(written)).toBe('13900001234');
    expect(login('\uFEFF Zhang.San@Example.com ')).toBe('zhang.san@example.com');
    expect(RegisterBody.parse({ login: '+86 13900001234', password: 'x', name: '张三' }).login).toBe('13900001234');
  });
});

describe('an identity number', () => {
  it.each(['522399 18880808 004x', '\u200B52239918880808004X\u202C', '５２２３９９１８８８０８０８００４Ｘ'])(
    '%j is read',
    (written) => expect(IdentityNumber.parse(written)).toBe('52239918880808004X'),
  );
});

describe('a credit code', () => {
  it('is read with blanks, invisible marks and in small letters', () =>
    expect(CreditCode.parse('\u200B9135 0100m000100y43')).toBe('91350100M000100Y43'));
});

describe('what people type', () => {
  it.each(['\u202Egnp.exe', '张\u200F三', '\u3164\u3164', '\u2800', '张\uE000', 'a\u{E0041}'])(
    'is refused where others would not see what it is: %j',
    (said) => expect(text(50).safeParse(said).success).toBe(false),
  );
  it('is nothing where nobody sees anything, and is without what came along with it', () => {
    expect(text(50).safeParse('\u200B\uFEFF\u200D').success).toBe(false);
    expect(text(50).parse('\uFEFF张\u200B三')).toBe('张三');
    expect(text(50).parse('👩‍🌾 نان‌وایی')).toBe('👩‍🌾 نان‌وایی');
    expect(text(50).parse('ئۇيغۇر བོད་ཡིག ꆈꌠꁱꂷ 𠮷')).toBe('ئۇيغۇر བོད་ཡིག ꆈꌠꁱꂷ 𠮷');
  });
});

describe('the number of a certificate as people paste it', () => {
  it.each([
    ['商南扶贫认定〔2020〕17号', '商南扶贫认定〔2020〕17号'],
    ['编号：演示—CASE—0001', '演示-CASE-0001'],
    ['№ 演示-case-0001', '演示-CASE-0001'],
    ['https://x.cn/certificates/%E6%BC%94%E7%A4%BA-CASE-0001#a', '演示-CASE-0001'],
    ['Fр62122220260000 42x', 'FP6212222026000042X'],
    ['FP-62l222-2O26-OOOO42-X', 'FP6212222026000042X'],
  ])('%s is looked for as %s', (written, number) => expect(writtenNumbers(written)).toContain(number));
});

describe('a name that stands on paper', () => {
  it.each(['欧阳·海', '𬱖女士（喀什）', 'ئابدۇرېھىم ئەخمەتجان', 'བཀྲ་ཤིས', 'ꆈꌠ合作社', '№ 8 ½ Zoë', 'Ⅱ型 ×2', '㐂'])(
    '%s is taken',
    (name) => expect(printed(100).parse(name)).toBe(name),
  );

  it.each([
    ['张\u{20BB7}', '“\u{20BB7}”（U+20BB7）'],
    ['橙子🍊🍊', '“🍊”（U+1F34A）'],
    ['김철수', '“김”（U+AE40）、“철”（U+CCA0）、“수”（U+C218）'],
    ['ᠮᠣᠩᠭᠣᠯ', '“ᠮ”（U+182E）、“ᠣ”（U+1823）、“ᠩ”（U+1829）'],
  ])('%s is refused, and what it is', (name, named) =>
    expect(
      printed(100)
        .safeParse(name)
        .error?.issues.map(({ message }) => message),
    ).toEqual([`${named}在合同、证书和单据上打印不出来，请改用能打印的写法（例如户口本、银行卡上代替它的字）`]),
  );

  it('is that of a person and of goods; a review says what it likes', () => {
    const named = '\u{20BB7}\u{20BB7}';
    const at = (result: { error?: { issues: { path: PropertyKey[] }[] } | undefined }) =>
      (result.error?.issues ?? []).map(({ path }) => path.join('.'));
    expect(at(RegisterBody.safeParse({ login: '13900001234', password: 'a long one', name: named }))).toContain('name');
    expect(at(ProductInput.safeParse({ name: named }))).toContain('name');
    expect(text(10).parse('好吃🍊')).toBe('好吃🍊');
  });
});
