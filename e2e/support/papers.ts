// Papers and numbers that a story needs: made up, with check digits that hold, and never a real person's.
import { randomInt } from 'node:crypto';
import PDFDocument from 'pdfkit';

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A unified social credit code (GB 32100) of a county: farmers' cooperatives begin with 93. */
export function creditCode(county: string): string {
  const body = Array.from({ length: 9 }, () => CREDIT_ALPHABET[randomInt(CREDIT_ALPHABET.length)]).join('');
  const head = `93${county}${body}`;
  const sum = [...head].reduce(
    (total, char, at) => total + CREDIT_ALPHABET.indexOf(char) * (CREDIT_WEIGHTS[at] ?? 0),
    0,
  );
  return head + CREDIT_ALPHABET[(31 - (sum % 31)) % 31];
}

const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An identity number (GB 11643) of somebody who would be over 110 years old, so that it is nobody's. */
export function identityNumber(county: string): string {
  const born = `19${String(randomInt(10)).padStart(2, '0')}${String(1 + randomInt(12)).padStart(2, '0')}${String(1 + randomInt(28)).padStart(2, '0')}`;
  const head = `${county}${born}${String(900 + randomInt(100))}`;
  const sum = [...head].reduce((total, digit, at) => total + Number(digit) * (IDENTITY_WEIGHTS[at] ?? 0), 0);
  return head + '10X98765432'[sum % 11];
}

export interface Paper {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** A PDF of one page per line. */
export function pdf(name: string, lines: readonly string[]): Promise<Paper> {
  return new Promise((resolve, reject) => {
    const document = new PDFDocument({ size: 'A4', margin: 60 });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('error', reject);
    document.on('end', () => resolve({ name, type: 'application/pdf', bytes: Buffer.concat(chunks) }));
    lines.forEach((line, at) => (at === 0 ? document : document.addPage()).fontSize(24).text(line));
    document.end();
  });
}
