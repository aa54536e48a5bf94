import type { InvoiceReading } from '@yigou/contracts';
import { xmlTexts } from '@yigou/platform';

const DATA = 'EInvoice/EInvoiceData';

/**
 * Reads the XML of a 数电票, as the tax administration hands it out: number and day of issue of `TaxSupervisionInfo`, the sum with tax, both parties. Null for what is
 * no such document or has no number; its signature is not checked here.
 */
export function readInvoice(file: Buffer): InvoiceReading | null {
  const texts = xmlTexts(file);
  const at = (path: string): string | null => texts?.get(path) ?? null;
  const number = matching(at('EInvoice/TaxSupervisionInfo/InvoiceNumber'), /^\d{20}$/);
  if (number === null) return null;
  const issued = at('EInvoice/TaxSupervisionInfo/IssueTime') ?? at(`${DATA}/BasicInformation/RequestTime`);
  return {
    number,
    issuedOn: dayOf(issued),
    amountFen: fenOf(at(`${DATA}/BasicInformation/TotalTax-includedAmount`)),
    sellerCode: at(`${DATA}/SellerInformation/SellerIdNum`),
    sellerName: at(`${DATA}/SellerInformation/SellerName`),
    buyerCode: at(`${DATA}/BuyerInformation/BuyerIdNum`),
    buyerName: at(`${DATA}/BuyerInformation/BuyerName`),
  };
}

const matching = (text: string | null, pattern: RegExp): string | null =>
  text !== null && pattern.test(text) ? text : null;

function dayOf(text: string | null): string | null {
  const day = matching(text?.slice(0, 10) ?? null, /^\d{4}-\d{2}-\d{2}$/);
  return day !== null && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ? day : null;
}

/** Yuan with at most two digits behind the point; a red-letter invoice has a minus, and no amount that could be recorded. */
function fenOf(text: string | null): number | null {
  const [, yuan, rest = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text ?? '') ?? [];
  return yuan === undefined ? null : Number(yuan) * 100 + Number(rest.padEnd(2, '0'));
}
