import { Injectable } from '@nestjs/common';
import { Gate } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { atMarket, Database, drawPdf } from '@yigou/platform';
import { drawContract, type PrintedContract } from './contract-pdf-page';

/** Who reads a contract: somebody of the buying side, with the units that they are members of, its supplier, or who was asked elsewhere whether they may. */
export type ContractReader =
  | { readonly userId: string; readonly unitIds: readonly string[] }
  | { readonly supplierId: string }
  | { readonly askedElsewhere: true };

/** An instant as it is printed, to the second. */
const printed = (instant: string): string => `to_char(${atMarket(instant)}, 'YYYY"年"MM"月"DD"日" HH24:MI:SS')`;

/** The contracts of units’ orders on paper, drawn from what was signed. */
@Injectable()
export class ContractPdf {
  /** Drawing takes a good part of a second of the processor: one at a time, so that everything else goes on. */
  private readonly gate = new Gate(1, 50);

  constructor(private readonly db: Database) {}

  /**
   * The same contract is the same file, however often it is drawn. One statement. Throws `not_found` for who is of neither side and for what is not signed, and
   * `service_unavailable` when very many wait.
   */
  async of(reader: ContractReader, orderId: string): Promise<{ readonly number: string; readonly body: Buffer }> {
    const [within, values] =
      'supplierId' in reader
        ? ['o.supplier_id = $2', [reader.supplierId]]
        : 'userId' in reader
          ? ['(o.user_id = $2 OR o.unit_id = ANY($3))', [reader.userId, reader.unitIds]]
          : ['true', []];
    const row = await this.db.one<Omit<PrintedContract, 'content'> & { content: string }>(
      `SELECT x.content, x.hash, x.signer_name AS "signerName", x.signer_seat AS "signerSeat", x.signed_at AS "signedAt",
         ${printed('o.created_at')} AS "placedOn", ${printed('x.signed_at')} AS "signedOn"
       FROM order_contract x JOIN sales_order o ON o.id = x.order_id WHERE o.id = $1 AND ${within}`,
      [orderId, ...values],
    );
    if (!row) throw new DomainError('not_found');
    const contract: PrintedContract = { ...row, content: JSON.parse(row.content) as PrintedContract['content'] };
    const { number, buyer } = contract.content;
    const info = {
      Title: `采购合同 ${number}`,
      Subject: buyer.name,
      Keywords: row.hash,
      Creator: '益购',
      CreationDate: row.signedAt,
      ModDate: row.signedAt,
    };
    const body = await this.gate.run(() => drawPdf({ info, margin: 56 }, (doc) => drawContract(doc, contract)));
    return { number, body };
  }
}
