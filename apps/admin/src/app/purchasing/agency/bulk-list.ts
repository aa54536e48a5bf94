import { Component, computed, effect, inject, input, output, signal } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import {
  BULK_LIST_ROWS,
  BULK_OUTCOMES,
  bulkMinimum,
  bulkPriceFen,
  REORDER_SOURCE_CODES,
  REORDER_SOURCES,
  type ReorderFrom,
} from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { saveText } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzOptionComponent, NzOptionGroupComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { formatCount, formatMoney, formatTime } from '../../shared/format';
import { SelectName } from '../../shared/select-name';
import { SelectValue } from '../../shared/select-value';
import { StatusTag } from '../../shared/status-tag';
import { BULK_OUTCOME_TONES } from '../../shared/tones';
import { type Good, goodWords } from './goods-select';
import { refusedCsv } from './refused-csv';

export type BulkList = RouteResponse<'checkBulkList'>;
type Line = BulkList['lines'][number];
/** An earlier list of the unit. */
export interface Earlier {
  readonly from: ReorderFrom;
  readonly id: string;
}
/** What of a list goes into the requisition. */
export interface AcceptedGood {
  readonly good: Good;
  readonly quantity: number;
}

/** Takes a list that is pasted, uploaded or ordered from again, shows what can be bought of it line by line, and hands on what was accepted. */
@Component({
  selector: 'yg-bulk-list',
  imports: [
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzOptionComponent,
    NzOptionGroupComponent,
    NzSelectComponent,
    SelectName,
    SelectValue,
    StatusTag,
  ],
  templateUrl: './bulk-list.html',
  styleUrl: './bulk-list.css',
})
export class BulkListPanel {
  /** The earlier list that it begins with. */
  readonly earlier = input<Earlier | null>(null);
  readonly accepted = output<readonly AcceptedGood[]>();

  private readonly api = inject(ApiClient);
  protected readonly most = BULK_LIST_ROWS;
  protected readonly outcomes = BULK_OUTCOMES;
  protected readonly tones = BULK_OUTCOME_TONES;
  protected readonly money = formatMoney;
  protected readonly label = goodWords;
  protected readonly count = formatCount;
  protected readonly open = signal(false);
  private readonly known = apiResource('listReorderSources', () => (this.open() ? {} : undefined));
  /** What the unit may order from again, by what it is. */
  protected readonly sources = computed(() => {
    const items = this.known.latest()?.items ?? [];
    return REORDER_SOURCE_CODES.map((from) => ({
      label: REORDER_SOURCES[from],
      items: items
        .filter((one) => one.from === from)
        .map(({ id, name, lines, at }) => ({
          value: `${from}:${id}`,
          label: `${name}（${lines} 种，${formatTime(at)}）`,
        })),
    })).filter((group) => group.items.length > 0);
  });
  /** Which of them is shown. */
  protected readonly source = signal<string | null>(null);
  protected readonly reading = signal(false);
  protected readonly failure = signal('');
  protected readonly list = signal<BulkList | null>(null);
  /** What was chosen for a line that may mean several, by its row. */
  protected readonly chosen = signal<ReadonlyMap<number, string>>(new Map());
  protected readonly ready = computed(() =>
    (this.list()?.lines ?? []).flatMap((line): AcceptedGood[] => {
      const good = line.outcome === 'ok' ? line.good : this.choiceOf(line);
      return good && line.quantity !== null ? [{ good, quantity: Math.max(line.quantity, bulkMinimum(good)) }] : [];
    }),
  );
  protected readonly refused = computed(() =>
    (this.list()?.lines ?? []).filter((line) => line.outcome !== 'ok' && !this.choiceOf(line)),
  );

  constructor() {
    effect(() => {
      const one = this.earlier();
      if (one) {
        this.open.set(true);
        this.again(`${one.from}:${one.id}`);
      }
    });
  }

  protected choose(row: number, skuId: string | null): void {
    this.chosen.update((before) => {
      const now = new Map(before);
      if (skuId) now.set(row, skuId);
      else now.delete(row);
      return now;
    });
  }

  /** Of a piece, at the quantity of the line. */
  protected price(good: Good, quantity: number | null): number {
    return bulkPriceFen(good, quantity ?? 1);
  }

  protected written({ code, name, sku }: Line): string {
    return [code, name, sku].filter((word) => word !== '').join(' ');
  }

  protected pick(event: Event): void {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = '';
    if (file) void this.sent(file);
  }

  /** An earlier list, as it is written in the address: what it is and its id. */
  protected again(source: string | null): void {
    const [from = '', id = ''] = (source ?? '').split(':');
    const kind = REORDER_SOURCE_CODES.find((code) => code === from);
    if (!kind) return;
    this.source.set(source);
    void this.read(() => this.api.call('checkReorder', { params: { from: kind, id } }));
  }

  protected paste(text: string): void {
    if (text.trim() === '') this.failure.set('请先把清单粘贴到框里。');
    else void this.sent(new File([text], '粘贴的清单.txt', { type: 'text/plain' }));
  }

  protected add(): void {
    this.accepted.emit(this.ready());
    this.list.set(null);
    this.source.set(null);
    this.open.set(false);
  }

  /** What was not accepted, with why, as a file that a spreadsheet opens. */
  protected download(): void {
    saveText('未通过的商品.csv', refusedCsv(this.refused()));
  }

  private choiceOf({ row, choices }: Line): Good | null {
    return choices.find(({ skuId }) => skuId === this.chosen().get(row)) ?? null;
  }

  private async sent(file: File): Promise<void> {
    this.source.set(null);
    await this.read(() => this.api.call('checkBulkList', { upload: file }));
  }

  private async read(ask: () => Promise<BulkList>): Promise<void> {
    this.failure.set('');
    this.list.set(null);
    this.chosen.set(new Map());
    this.reading.set(true);
    try {
      this.list.set(await ask());
    } catch (error) {
      const { message, details } = toApiError(error);
      this.failure.set(typeof details['reason'] === 'string' ? details['reason'] : message);
    } finally {
      this.reading.set(false);
    }
  }
}
