import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ColumnChoice, RefusedRows, TableReading } from '@yigou/contracts';
import { refusedRowsCsv } from '@yigou/contracts/labels';
import { ApiClient, IntentKey, toApiError } from '@yigou/web-data';
import { saveText, TableReadingPanel } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzMessageService } from 'ng-zorro-antd/message';
import { formatCount, formatTime } from '../format';
import { PageHeader } from '../page-header';
import { StatusTag } from '../status-tag';
import type { ImportConfig, ImportPreview, ImportRow } from './import-config';

/** Reads a spreadsheet, shows what would happen row by row, and does it when told so. */
@Component({
  selector: 'yg-sheet-import',
  imports: [NzAlertComponent, NzButtonComponent, NzIconDirective, PageHeader, RouterLink, StatusTag, TableReadingPanel],
  templateUrl: './sheet-import.html',
  styleUrl: './sheet-import.css',
})
export class SheetImport<Outcome extends string, Row extends ImportRow<Outcome>, Preview extends ImportPreview<Row>> {
  readonly config = input.required<ImportConfig<Outcome, Row, Preview>>();

  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly message = inject(NzMessageService);
  protected readonly shown = 200;
  protected readonly count = formatCount;
  protected readonly time = formatTime;
  protected readonly preview = signal<Preview | null>(null);
  protected readonly reading = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  private readonly file = signal<File | null>(null);
  /** Of a file that lacks columns. */
  private readonly refused = signal<TableReading | null>(null);
  protected readonly understood = computed(() => this.preview()?.reading ?? this.refused());
  protected readonly endings = computed(() => this.config().endings ?? ['.xlsx']);
  protected readonly figures = computed(() => {
    const [one, { outcomes, countOf, bad }] = [this.preview(), this.config()];
    if (!one) return [];
    return (Object.keys(outcomes) as Outcome[]).map((outcome) => {
      const count = countOf(one, outcome);
      return { label: outcomes[outcome][0], count, bad: outcome === bad && count > 0 };
    });
  });
  /** A repeated press after a lost answer must not act twice. */
  private readonly intent = new IntentKey();

  protected pick(event: Event): void {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = '';
    if (file) void this.read(file);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file && !this.reading()) void this.read(file);
  }

  protected async confirm(one: Preview): Promise<void> {
    this.busy.set(true);
    this.failure.set('');
    try {
      this.message.success(await this.config().confirm(one, this.intent.for(one.id)));
      await this.router.navigateByUrl(this.config().list.path);
    } catch (error) {
      this.failure.set(toApiError(error).message);
    } finally {
      this.busy.set(false);
    }
  }

  /** What was refused, with why, as a file to be mended and sent again. */
  protected save(fileName: string, { header, rows }: RefusedRows): void {
    saveText(`${fileName.replace(/\.\w{1,5}$/, '')}-未通过的行.csv`, refusedRowsCsv(header, rows));
  }

  /** Keeps what its sender says of the columns, and reads the file again. */
  protected async mapped(columns: ColumnChoice[]): Promise<void> {
    const file = this.file();
    if (!file || this.reading()) return;
    this.reading.set(true);
    try {
      await this.api.call('rememberImportColumns', { params: { kind: this.config().kind }, body: { columns } });
      await this.read(file);
    } catch (error) {
      this.failure.set(toApiError(error).message);
    } finally {
      this.reading.set(false);
    }
  }

  private async read(file: File): Promise<void> {
    this.failure.set('');
    this.refused.set(null);
    this.preview.set(null);
    if (!this.endings().some((ending) => file.name.toLowerCase().endsWith(ending))) {
      const advice = this.config().template === null ? '请重新选择。' : '请用模板填写后另存为 .xlsx。';
      this.failure.set(`“${file.name}”不是 ${this.endings().join('、')} 文件，没有读取。${advice}`);
      return;
    }
    this.file.set(file);
    this.reading.set(true);
    try {
      this.preview.set(await this.config().read(file));
    } catch (error) {
      const { message, details } = toApiError(error);
      this.failure.set(typeof details['reason'] === 'string' ? details['reason'] : message);
      this.refused.set((details['reading'] as TableReading | undefined) ?? null);
    } finally {
      this.reading.set(false);
    }
  }
}
