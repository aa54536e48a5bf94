import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, apiUrl, IntentKey, toApiError } from '@yigou/web-data';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzMessageService } from 'ng-zorro-antd/message';
import { formatCount, formatTime } from '../shared/format';
import { PageHeader } from '../shared/page-header';
import { StatusTag } from '../shared/status-tag';
import type { Tone } from '../shared/tones';

type Preview = RouteResponse<'previewHouseholds'>;
type Outcome = Preview['rows'][number]['outcome'];
const OUTCOMES: Record<Outcome, readonly [string, Tone]> = {
  create: ['将登记', 'go'],
  exists: ['已登记过', 'rest'],
  duplicate: ['表内重复', 'todo'],
  error: ['有误', 'stop'],
};

/** Reads a spreadsheet of households, shows what would happen, and does it when told so. */
@Component({
  selector: 'yg-household-import',
  imports: [NzAlertComponent, NzButtonComponent, NzIconDirective, PageHeader, RouterLink, StatusTag],
  templateUrl: './household-import.html',
  styleUrl: './household-import.css',
})
export class HouseholdImport {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly message = inject(NzMessageService);
  protected readonly template = apiUrl('householdTemplate');
  protected readonly outcomes = OUTCOMES;
  protected readonly count = formatCount;
  protected readonly time = formatTime;
  protected readonly preview = signal<Preview | null>(null);
  protected readonly reading = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly figures = computed(() => {
    const one = this.preview();
    if (!one) return [];
    const counts: Record<Outcome, number> = {
      create: one.create,
      exists: one.exists,
      duplicate: one.duplicate,
      error: one.errors,
    };
    return (Object.keys(OUTCOMES) as Outcome[]).map((outcome) => ({
      label: OUTCOMES[outcome][0],
      count: counts[outcome],
      bad: outcome === 'error' && one.errors > 0,
    }));
  });
  /** A repeated press after a lost answer must not act twice. */
  private readonly intent = new IntentKey();

  protected pick(event: Event): void {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = '';
    if (file) void this.read(file);
  }

  protected async confirm(one: Preview): Promise<void> {
    this.busy.set(true);
    this.failure.set('');
    try {
      const key = this.intent.for(one.id);
      const done = await this.api.call('confirmHouseholds', { params: { id: one.id }, idempotencyKey: key });
      this.message.success(`已登记 ${done.created} 户，跳过 ${done.skipped} 行。`);
      await this.router.navigateByUrl('/administration/households');
    } catch (error) {
      this.failure.set(toApiError(error).message);
    } finally {
      this.busy.set(false);
    }
  }

  private async read(file: File): Promise<void> {
    this.failure.set('');
    this.preview.set(null);
    if (!/\.xlsx$/i.test(file.name)) {
      this.failure.set(`“${file.name}”不是 .xlsx 文件，没有读取。请用模板填写后另存为 .xlsx。`);
      return;
    }
    this.reading.set(true);
    try {
      this.preview.set(await this.api.call('previewHouseholds', { upload: file }));
    } catch (error) {
      this.failure.set(toApiError(error).message);
    } finally {
      this.reading.set(false);
    }
  }
}
