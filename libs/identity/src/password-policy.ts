import { DomainError } from '@yigou/kernel';

export const MIN_PASSWORD_LENGTH = 10;
const MIN_DISTINCT = 5;

/** Stems of the passwords that lists of leaked ones open with, those of Chinese sites included; digits and signs around them add nothing. */
const COMMON = new Set(
  `password passw0rd passwd p@ssword p@ssw0rd admin administrator root welcome letmein iloveyou sunshine princess dragon monkey football
   baseball superman batman trustno master shadow michael computer internet changeme default secret login guest test testtest user
   qwerty qwertyuiop qwertyui asdfgh asdfghjkl asdfghjk zxcvbn zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc qwerasdf qweqwe asdasd zxczxc
   abc abcd abcdef abcdefg abcdefgh aaa aa a q w z x woaini woaiwo woaiwojia woaini1314 woaini520 nihao nihaoma wang zhang chen wangyut2
   yigou yigoumima mima wodemima xiaoming zhongguo china beijing shanghai fupin xiaofeifupin`
    .split(/\s+/)
    .filter(Boolean),
);

/** Digits and letters in the order of a keyboard or of the alphabet. */
const WALKS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qazwsxedcrfvtgbyhnujmikolp',
].flatMap((walk) => [walk, [...walk].reverse().join('')]);

/** Throws `weak_password` for what guessing finds first. Length is what counts; no rule asks for signs or capitals. */
export function checkPassword(password: string, login: string): void {
  if (isWeak(password.normalize('NFKC').toLowerCase(), login.toLowerCase())) throw new DomainError('weak_password');
}

function isWeak(password: string, login: string): boolean {
  if ([...password].length < MIN_PASSWORD_LENGTH) return true;
  if (new Set(password).size < MIN_DISTINCT) return true;
  if (WALKS.some((walk) => walk.includes(password))) return true;
  if (isRepetition(password)) return true;
  if (COMMON.has(stem(password)) || COMMON.has(password)) return true;
  const mailbox = login.split('@')[0] ?? login;
  return [login, mailbox].some((name) => isLittleMoreThan(password, name));
}

/** What stays when digits and signs at both ends go. */
function stem(password: string): string {
  return password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

/** “abc12abc12”: a short piece over and over. */
function isRepetition(password: string): boolean {
  return (password + password).indexOf(password, 1) < password.length;
}

function isLittleMoreThan(password: string, name: string): boolean {
  return name.length >= 4 && password.includes(name) && password.length - name.length < 4;
}
