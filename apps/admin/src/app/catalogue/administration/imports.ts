import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { ColumnChoice, ImportStatus, ImportView, TableReading } from '@yigou/contracts';
import { IMPORT_COLUMNS, IMPORT_KEY_COLUMNS, IMPORT_RUN_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, apiUrl, IntentKey, toApiError } from '@yigou/web-data';
import { Confirm, saveText, TableReadingPanel } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzProgressComponent } from 'ng-zorro-antd/progress';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { formatCount, formatTime } from '../../shared/format';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { StatusTag } from '../../shared/status-tag';
import { IMPORT_TONES } from '../../shared/tones';
import { ImportPreview } from './import-preview';
import { ImportQuestions } from './import-questions';
import { ImportUndone } from './import-undone';
import { templateCsv } from './import-template';
import { undoWords } from './undo-words';

/** How often the progress of a running import is asked for, in milliseconds. */
const POLL_MS = 1000;
const ENDED: readonly ImportStatus[] = ['applied', 'undoing', 'undone'];

@Component({
  selector: 'yg-imports',
  imports: [
    ImportPreview,
    ImportQuestions,
    ImportUndone,
    LoadError,
    NzAlertComponent,
    NzButtonComponent,
    NzIconDirective,
    NzProgressComponent,
    NzSkeletonComponent,
    PageHeader,
    RouterLink,
    StatusTag,
    TableReadingPanel,
  ],
  templateUrl: './imports.html',
  styleUrl: './imports.css',
})
export class Imports {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  private readonly ask = inject(Confirm);
  private readonly intent = new IntentKey();

  protected readonly columns = [...IMPORT_COLUMNS, ...IMPORT_KEY_COLUMNS];
  protected readonly count = formatCount;
  protected readonly time = formatTime;
  protected readonly statuses = IMPORT_RUN_STATUSES;
  protected readonly tones = IMPORT_TONES;
  protected readonly refusedFile = (id: string) => apiUrl('importRefusedRows', { id });
  protected readonly uploading = signal(false);
  protected readonly deciding = signal(false);
  protected readonly over = signal(false);
  protected readonly failure = signal('');
  /** How a file was understood that lacks columns. */
  protected readonly refused = signal<TableReading | null>(null);
  /** What was sent last, to be read again when somebody says what its columns are. */
  private readonly file = signal<File | null>(null);

  protected readonly recent = apiResource('listImports');
  /** The import in view; the address holds it, so that it can be looked at again. */
  protected readonly current = apiResource('getImport', () => {
    const id = this.params().get('id');
    return id ? { params: { id } } : undefined;
  });
  protected readonly running = computed(() => {
    const status = this.current.latest()?.status;
    return status === 'reading' || status === 'applying' || status === 'undoing';
  });
  protected readonly percent = computed(() => {
    const { rowsDone = 0, rowsTotal = null, status } = this.current.latest() ?? {};
    if (status !== undefined && ENDED.includes(status)) return 100;
    return rowsTotal ? Math.floor((rowsDone / rowsTotal) * 100) : 0;
  });

  constructor() {
    effect(() => {
      const status = this.current.latest()?.status;
      if (status !== undefined && !this.running()) untracked(() => this.recent.reload());
    });
    // A lost answer is no news about the import: what is on screen stays, the next tick asks again.
    effect((onCleanup) => {
      if (!this.running()) return;
      const timer = setInterval(() => this.current.isLoading() || this.current.reload(), POLL_MS);
      onCleanup(() => clearInterval(timer));
    });
  }

  protected pick(event: Event): void {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = '';
    if (file) void this.upload(file);
  }

  protected drag(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.over.set(over);
  }

  protected drop(event: DragEvent): void {
    this.drag(event, false);
    const file = event.dataTransfer?.files[0];
    if (file) void this.upload(file);
  }

  protected download(): void {
    saveText('产品导入模板.csv', templateCsv());
  }

  protected async confirm(one: ImportView): Promise<void> {
    const sure = await this.ask.ask({
      heading: `导入“${one.fileName}”？`,
      text: `将新增 ${formatCount(one.created)} 行，更新 ${formatCount(one.updated)} 行。写入后买家立即看到新的商品和价格。`,
      action: '确认导入',
      keep: '再看看',
    });
    if (sure)
      await this.decide(() => this.api.call('confirmImport', { params: { id: one.id }, body: { round: one.round } }));
  }

  protected async answer(one: ImportView, answers: { key: string; same: string | null }[]): Promise<void> {
    const body = { round: one.round, answers };
    await this.decide(() => this.api.call('answerImport', { params: { id: one.id }, body }));
  }

  protected async discard(one: ImportView): Promise<void> {
    await this.decide(() => this.api.call('discardImport', { params: { id: one.id } }));
  }

  /** What undoing would do is asked for when it is asked for: orders come in all the time. */
  protected async undo(one: ImportView): Promise<void> {
    this.failure.set('');
    this.deciding.set(true);
    const would = await this.api
      .call('previewImportUndo', { params: { id: one.id } })
      .catch((error: unknown) => void this.failure.set(toApiError(error).message))
      .finally(() => this.deciding.set(false));
    if (!would) return;
    if (would.withdrawn + would.restored + would.texts === 0) {
      this.failure.set(`“${one.fileName}”没有可以撤销的内容。${undoWords(would)}`);
      return;
    }
    const question = { heading: `撤销“${one.fileName}”？`, text: undoWords(would), action: '撤销导入', keep: '保留' };
    if (await this.ask.ask({ ...question, destructive: true }))
      await this.decide(() => this.api.call('undoImport', { params: { id: one.id } }));
  }

  /** Keeps what its sender says of the columns, and reads the file again; what waits to be confirmed of it is left. */
  protected async mapped(columns: ColumnChoice[], one?: ImportView): Promise<void> {
    const file = this.file();
    this.failure.set('');
    this.deciding.set(true);
    try {
      await this.api.call('rememberImportColumns', { params: { kind: 'products' }, body: { columns } });
      if (one) await this.api.call('discardImport', { params: { id: one.id } });
      this.intent.renew();
      if (file) await this.upload(file);
      else this.failure.set('列的对应关系已记住。请重新选择这个文件，会按新的对应关系读取。');
    } catch (error) {
      this.failure.set(toApiError(error).message);
    } finally {
      this.deciding.set(false);
      this.current.reload();
    }
  }

  private async decide(send: () => Promise<unknown>): Promise<void> {
    this.failure.set('');
    this.deciding.set(true);
    try {
      await send();
    } catch (error) {
      this.failure.set(toApiError(error).message);
    } finally {
      this.deciding.set(false);
      this.current.reload();
    }
  }

  private async upload(file: File): Promise<void> {
    this.failure.set('');
    if (!/\.(csv|txt|xlsx)$/i.test(file.name)) {
      this.failure.set(`“${file.name}”不是 .csv、.txt 或 .xlsx 文件，没有导入。`);
      return;
    }
    this.file.set(file);
    this.refused.set(null);
    this.uploading.set(true);
    const idempotencyKey = this.intent.for([file.name, file.size, file.lastModified]);
    try {
      const started = await this.api.call('startImport', { upload: file, idempotencyKey });
      this.intent.renew();
      this.recent.reload();
      await this.router.navigate([], { relativeTo: this.route, queryParams: { id: started.id } });
    } catch (error) {
      const refusal = toApiError(error);
      // After a lost answer the same file is the same import; after a refusal nothing was begun.
      if (refusal.code !== 'network') this.intent.renew();
      const { reason, reading } = refusal.details as { reason?: unknown; reading?: TableReading };
      this.failure.set(typeof reason === 'string' ? reason : refusal.message);
      this.refused.set(reading ?? null);
    } finally {
      this.uploading.set(false);
    }
  }
}
