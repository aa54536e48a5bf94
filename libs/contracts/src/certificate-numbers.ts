import { plainCode, plainWords } from './plain-text';

const DASHES = /[\u2010-\u2015\u2212\u2500\u2501\u30FC\uFE58\uFE63\uFF0D]/g;
/** What stands before a number: 证书编号：, No., №, #. */
const LABELS = /^(?:(?:扶贫产品)?(?:认定)?(?:证书)?(?:编号|号码|号)|证书|NO\.?|N0\.|№|#)[:.．：#-]*/i;
/** Letters of other scripts that look like Latin ones. */
const ALIKE: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
  Ρ: 'P',
  Ο: 'O',
  Ϝ: 'F',
};
/** Letters that are taken for digits where digits alone stand. */
const DIGITS: Readonly<Record<string, string>> = { O: '0', Q: '0', D: '0', I: '1', L: '1', Z: '2', S: '5', B: '8' };
const ours = /^FP([0-9OQDILZSB]{16,})([0-9A-Z])$/;

/**
 * What somebody may mean who types or pastes the number of a certificate, the likeliest first: as it stands; in one form of dashes and letters, without what stands
 * before it or around it in the address of its QR code; and, where it looks like one of the market's own, with digits for letters that look like them. Whoever reads one looks for all of them.
 */
export function writtenNumbers(typed: string): string[] {
  const words = plainWords(typed).normalize('NFKC');
  const address = /(?:certificates|c|verify)\/([^/?#\s]+)|[?&](?:number|no|n)=([^&#\s]+)/i.exec(words);
  const inAddress = /^(?:https?:)?\/\/|^[\w.-]+\.[a-z]{2,}\//i.test(words) ? (address?.[1] ?? address?.[2]) : undefined;
  const said = inAddress === undefined ? words : decoded(inAddress);
  const plain = plainCode(said).replaceAll(DASHES, '-').replace(LABELS, '');
  const upper = [...plain.toUpperCase()].map((letter) => ALIKE[letter] ?? letter).join('');
  const [, body, check = ''] = ours.exec(upper.replaceAll(/[^0-9A-Z]/g, '')) ?? [];
  const own = body === undefined ? [] : ownNumbers(body, check);
  return [...new Set([words, said, plain, upper, ...own])].filter((number) => number !== '');
}

function ownNumbers(body: string, check: string): string[] {
  const digits = [...body].map((letter) => DIGITS[letter] ?? letter).join('');
  const checks = [check, DIGITS[check], ...Object.keys(DIGITS).filter((letter) => DIGITS[letter] === check)];
  return checks.flatMap((last) => (last === undefined ? [] : [`FP${digits}${last}`]));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
