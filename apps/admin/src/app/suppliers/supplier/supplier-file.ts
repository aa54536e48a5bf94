import { Component, computed, DestroyRef, effect, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RouteBody, SupplierFile } from '@yigou/contracts';
import { SUPPLIER_ACTIONS, SUPPLIER_KINDS, SUPPLIER_STATUSES, type SupplierStatus } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { Confirm, Fact, FactList, guardLeaving, wrongParts } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Session } from '../../identity/session';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { AutoSave } from '../../shared/saving/auto-save';
import { SaveStateLine } from '../../shared/saving/save-state';
import { sinceWords } from '../../shared/since';
import { StatusTag } from '../../shared/status-tag';
import { type HistoryStep, StepHistory } from '../../shared/step-history';
import { SUPPLIER_TONES } from '../../shared/tones';
import { ActsOnBehalf } from './acts-on-behalf';
import { exitConfig } from './exit';
import { FILE_LABELS, type FileDraft, toBody, toDraft, typedBody } from './file-draft';
import { FileFields } from './file-fields';
import { Journey } from './journey-steps';
import { whereWords } from './journey';
import { Licences } from './licences';
import { anchorOf } from './missing';
import { MissingList } from '../../shared/missing-list';

const APPLYING: readonly SupplierStatus[] = ['draft', 'returned', 'refused', 'exited'];

/** The supplier's own file: where it stands, what is wrong or missing, and a form that saves as it is filled in. */
@Component({
  selector: 'yg-supplier-file',
  imports: [
    ActsOnBehalf,
    Fact,
    FactList,
    FileFields,
    FormDialog,
    Journey,
    Licences,
    LoadError,
    MissingList,
    NzAlertComponent,
    NzButtonComponent,
    NzSkeletonComponent,
    PageHeader,
    RouterLink,
    SaveStateLine,
    StatusTag,
    StepHistory,
  ],
  templateUrl: './supplier-file.html',
  styleUrls: ['../../shared/column.css', './supplier-file.css'],
})
export class SupplierFilePage {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);

  private readonly fields = viewChild(FileFields);
  protected readonly loaded = apiResource('getSupplierFile');
  protected readonly form = signal<AutoSave<SupplierFile, FileDraft> | null>(null);
  protected readonly file = computed(() => this.form()?.view() ?? null);
  protected readonly firstMissing = computed(() => Object.keys(this.file()?.missing ?? {})[0] ?? '');
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly leaving = signal(false);

  protected readonly labels = FILE_LABELS;
  protected readonly kinds = SUPPLIER_KINDS;
  protected readonly statuses = SUPPLIER_STATUSES;
  protected readonly tones = SUPPLIER_TONES;
  protected readonly where = whereWords;
  protected readonly since = sinceWords;
  /** Where its money goes is the manager's alone, as leaving is. */
  protected readonly editable = ({ editable }: SupplierFile): readonly string[] =>
    this.mayEdit() ? editable.filter((key) => key !== 'bankAccount' || this.session.may('exitSupplier')) : [];
  protected readonly mayEdit = computed(() => !!this.file()?.can.edit && this.session.may('saveSupplierFile'));
  /** The file is on its way in, for the first time or again. */
  protected readonly applying = computed(() => APPLYING.includes(this.file()?.status ?? 'admitted'));
  protected readonly mechanismNote = computed(() => this.noteAt('mechanisms'));
  protected readonly exit = exitConfig((body) => this.leave(body));
  protected readonly history = computed<HistoryStep[]>(() =>
    (this.file()?.steps ?? []).map((step) => ({
      at: step.at,
      title: SUPPLIER_ACTIONS[step.action],
      who: [step.actor, step.seat].filter(Boolean).join(' · '),
      text: step.reason,
      bad: ['return', 'refuse', 'freeze', 'remove', 'blacklist', 'order_rectification'].includes(step.action),
    })),
  );

  constructor() {
    effect(() => {
      if (this.loaded.hasValue()) this.form.set(new AutoSave(this.loaded.value(), this.source()));
    });
    inject(DestroyRef).onDestroy(() => this.form()?.leave());
    const unsaved = computed(() => !['idle', 'saved', undefined].includes(this.form()?.state().kind));
    guardLeaving(
      unsaved,
      computed(() => ['held', 'failed', 'conflict'].includes(this.form()?.state().kind ?? '')),
    );
  }

  /** Left, or sent away: what it still owes is wound up. */
  protected departed(status: SupplierFile['status']): boolean {
    return status === 'exited' || status === 'removed' || status === 'blacklisted';
  }

  protected missingCount(file: SupplierFile): number {
    return Object.keys(file.missing).length;
  }

  protected adopt(file: SupplierFile): void {
    this.form()?.adopt(file);
  }

  protected noteAt(key: string): string {
    return this.file()?.fieldNotes[key] ?? '';
  }

  protected async ask(file: SupplierFile): Promise<void> {
    const again = file.status === 'returned';
    const sure = await this.confirm.ask({
      heading: again ? '改好了，再次提交？' : '提交给县里审核？',
      text: `提交 ${file.licences.length} 份证照、${file.mechanisms} 个带贫机制、${file.households} 户带动户。审核期间不能修改。`,
      action: '提交',
      keep: '再看看',
    });
    if (sure) await this.submit();
  }

  private async submit(): Promise<void> {
    const form = this.form();
    if (!form) return;
    this.failure.set('');
    this.busy.set(true);
    try {
      if (!(await form.flush())) throw new Error('unsaved');
      form.adopt(await this.api.call('submitSupplierFile', { body: { version: form.view().version } }));
      this.message.success('已提交，县级主管部门会收到通知。');
    } catch (error) {
      this.failure.set(form.pending ? '还有内容没有保存，请先处理页面下方的提示，再提交。' : toApiError(error).message);
    } finally {
      this.busy.set(false);
    }
  }

  protected go(key: string): void {
    document.getElementById(anchorOf(key))?.scrollIntoView({ block: 'start' });
    this.fields()?.focus(key);
  }

  private async leave(body: RouteBody<'exitSupplier'>): Promise<string> {
    this.adopt(await this.api.call('exitSupplier', { body }));
    return '已退出平台。';
  }

  private source() {
    return {
      toDraft,
      secrets: ['bankAccount'] as const,
      load: () => this.api.call('getSupplierFile'),
      send: async (draft: FileDraft, version: number) => {
        const stored = this.file() ?? this.loaded.value();
        if (!stored) throw new Error('not loaded');
        const wrong = await wrongParts('saveSupplierFile', typedBody(draft, version));
        return this.api.call('saveSupplierFile', { body: toBody(draft, stored, version, wrong) });
      },
    };
  }
}
