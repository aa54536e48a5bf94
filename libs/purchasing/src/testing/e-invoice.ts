/** What a 数电票 says in {@link eInvoice}. */
export interface EInvoice {
  readonly number: string;
  readonly issuedOn: string;
  /** Yuan, as it stands there. */
  readonly amount: string;
  readonly sellerCode: string;
  readonly buyerCode: string;
}

/** The XML of a 数电票, of the shape that the tax administration hands out, without lines and signature. */
export const eInvoice = ({ number, issuedOn, amount, sellerCode, buyerCode }: EInvoice): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<EInvoice><Header><EIid>${number}</EIid><EInvoiceTag>SWEI3200</EInvoiceTag><Version>0.2</Version></Header>
<EInvoiceData><SellerInformation><SellerIdNum>${sellerCode}</SellerIdNum><SellerName>西吉县农民合作社</SellerName></SellerInformation>
<BuyerInformation><BuyerIdNum>${buyerCode}</BuyerIdNum><BuyerName>某某县第一小学</BuyerName></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>${amount}</TotalAmWithoutTax><TotalTaxAm>0.00</TotalTaxAm>
<TotalTax-includedAmount>${amount}</TotalTax-includedAmount><RequestTime>${issuedOn} 10:20:30</RequestTime></BasicInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>${number}</InvoiceNumber><IssueTime>${issuedOn}</IssueTime></TaxSupervisionInfo></EInvoice>`;
