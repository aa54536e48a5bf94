import { Injectable } from '@nestjs/common';
import type { RouteInput } from '@yigou/contracts';
import { type Caller, Gate } from '@yigou/identity';
import { drawPdf } from '@yigou/platform';
import { AcceptanceQueries } from './acceptance.queries';
import { drawAcceptance, drawLedger, type Sheet } from './acceptance-pdf-page';
import { InspectionLedgers } from './inspection-ledger.queries';

/** A file to be saved. */
export interface PaperFile {
  readonly fileName: string;
  readonly body: Buffer;
}

/** A sheet that is drawn when it is wanted; throws `service_unavailable` when very many wait. */
export interface DrawnSheet {
  readonly number: string;
  readonly orderNumber: string;
  draw(): Promise<PaperFile>;
}

/** Acceptance sheets and inspection ledgers on paper. */
@Injectable()
export class AcceptancePdf {
  /** Drawing takes a good part of a second of the processor: one at a time, so that everything else goes on. */
  private readonly gate = new Gate(1, 50);

  constructor(
    private readonly queries: AcceptanceQueries,
    private readonly ledgers: InspectionLedgers,
  ) {}

  /** Throws `forbidden`, `not_found`, and `service_unavailable` when very many wait. */
  async sheet(caller: Caller, id: string): Promise<PaperFile> {
    return this.draw(await this.queries.get(caller, id));
  }

  /** The same of each sheet of orders, drawn when its turn comes, for who was asked elsewhere whether they may read them. */
  async ofOrders(orderIds: readonly string[]): Promise<readonly DrawnSheet[]> {
    const sheets = await this.queries.sheetsOf(orderIds);
    return sheets.map((sheet) => ({
      number: sheet.number,
      orderNumber: sheet.orderNumber,
      draw: () => this.draw(sheet),
    }));
  }

  private async draw(sheet: Sheet): Promise<PaperFile> {
    const info = { Title: `验收单 ${sheet.number}`, Subject: sheet.unitName, Creator: '益购' };
    const body = await this.gate.run(() => drawPdf({ info, margin: 48 }, (doc) => drawAcceptance(doc, sheet)));
    return { fileName: `验收单-${sheet.number}.pdf`, body };
  }

  /** Throws `forbidden`, `ledger_too_long`, and `service_unavailable` when very many wait. */
  async ledger(caller: Caller, period: RouteInput<'inspectionLedgerPdf'>['query']): Promise<PaperFile> {
    const ledger = await this.ledgers.of(caller, period);
    const info = { Title: `进货查验台账 ${period.from} 至 ${period.to}`, Subject: ledger.unitName, Creator: '益购' };
    const body = await this.gate.run(() => drawPdf({ info, margin: 36 }, (doc) => drawLedger(doc, ledger, period)));
    return { fileName: `进货查验台账-${period.from}-${period.to}.pdf`, body };
  }
}
