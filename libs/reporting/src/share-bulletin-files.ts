import { Injectable } from '@nestjs/common';
import type { RouteResponse } from '@yigou/contracts';
import { Gate } from '@yigou/identity';
import { drawPdf } from '@yigou/platform';
import type { ExportFile } from './exports';
import { drawBulletin } from './share-bulletin-page';
import { column, count, type Table, writeTables } from './table-book';

type Bulletin = RouteResponse<'getShareBulletin'>;
type Figures = Bulletin['totals'];

/** A published bulletin of reserved shares as files: the same figures as on its page. */
@Injectable()
export class ShareBulletinFiles {
  /** Drawing takes a moment of the processor: one at a time, so that everything else goes on. */
  private readonly gate = new Gate(1, 50);

  xlsx(bulletin: Bulletin): ExportFile {
    return { fileName: `${bulletin.title}.xlsx`, write: (output) => writeTables(output, [tableOf(bulletin)]) };
  }

  /** The same bulletin gives the same bytes. Throws `service_unavailable` when very many wait. */
  pdf(bulletin: Bulletin): Promise<Buffer> {
    const info = {
      Title: bulletin.title,
      Author: bulletin.organisation,
      Creator: '益购',
      CreationDate: new Date(bulletin.publishedAt),
    };
    return this.gate.run(() => drawPdf({ info, margin: 48 }, (doc) => drawBulletin(doc, bulletin)));
  }
}

function tableOf({ counties, totals }: Bulletin): Table {
  const cells = (one: Figures) => [
    one.units,
    one.accounts,
    one.filed,
    one.notStarted,
    one.started,
    one.reservedFen,
    one.countedFen,
    one.fulfilmentBp === null ? '' : `${(one.fulfilmentBp / 100).toFixed(2)}%`,
  ];
  const money = (title: string) => ({ title, kind: 'fen', width: 18 }) as const;
  return {
    name: '分县情况',
    columns: [
      column('名次', 8),
      column('地区', 30),
      count('预算单位'),
      count('已开户'),
      count('已填报'),
      count('填报未采购'),
      count('已采购'),
      money('预留份额'),
      money('计入份额'),
      column('完成率', 12),
    ],
    rows: [
      ...counties.map((one, at) => [
        one.fulfilmentBp === null ? '' : String(at + 1),
        one.region?.path ?? '未登记',
        ...cells(one),
      ]),
      ['', '合计', ...cells(totals)],
    ],
  };
}
