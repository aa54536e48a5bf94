import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CANTEEN_KINDS, FILING_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { Confirm, EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { Session } from '../../identity/session';
import { dayAhead } from '../../shared/deadlines';
import { Drawer } from '../../shared/drawer';
import { formatMoney, formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import { StepHistory } from '../../shared/step-history';
import { SHARE_TONES } from '../../shared/tones';
import { FilingFacts } from '../filing-facts';
import { FilingRecord } from '../filing-record';
import { type Filing, percent, stepsOf } from '../filing-words';
import { AdmissionNote } from './admission-note';
import { deadlineWords } from './filing-draft';
import { FilingForm } from './filing-form';
import { OwnChanges } from './own-changes';
import { ShareProgress } from './share-progress';
import { StaffPanel } from './staff-panel';

const MADE: readonly string[] = ['draft', 'returned'];

/** The own unit and its year, 本单位预留份额: the rules, what is being made, what holds, and every version. */
@Component({
  selector: 'yg-own-share',
  imports: [
    AdmissionNote,
    Drawer,
    EvidenceListComponent,
    Fact,
    FactList,
    FilingFacts,
    FilingForm,
    FilingRecord,
    NzAlertComponent,
    NzButtonComponent,
    OwnChanges,
    PageHeader,
    RecordPage,
    RecordTemplate,
    RouterLink,
    ShareProgress,
    StaffPanel,
    StatusTag,
    StepHistory,
  ],
  templateUrl: './own-share.html',
  styleUrls: ['../../shared/column.css', './own-share.css'],
})
export class OwnShare {
  /** From the address; this year where it says none. */
  readonly year = input<string>();

  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  private readonly thisYear = Number(dayAhead(0).slice(0, 4));
  protected readonly years = [this.thisYear - 1, this.thisYear, this.thisYear + 1];
  protected readonly shown = computed(() => {
    const year = this.year() ?? '';
    return /^2\d{3}$/.test(year) ? Number(year) : this.thisYear;
  });
  protected readonly unit = apiResource('getUnit');
  protected readonly unregistered = computed(() => this.unit.failure()?.code === 'not_found');
  /** A unit that waits for admission has no year yet. */
  protected readonly data = apiResource('getShareYear', () =>
    this.unit.latest()?.admitted ? { params: { year: String(this.shown()) } } : undefined,
  );
  protected readonly may = computed(() => this.session.may('saveFiling') && !!this.unit.latest()?.may.file);
  protected readonly begins = computed(() => this.may() && this.years.includes(this.shown()));
  protected readonly busy = signal(false);
  /** The version whose record is looked at. */
  protected readonly opened = signal<string | null>(null);
  protected readonly words = { canteen: CANTEEN_KINDS, status: FILING_STATUSES };
  protected readonly tones = SHARE_TONES;
  protected readonly money = formatMoney;
  protected readonly time = formatTime;
  protected readonly percent = percent;
  protected readonly steps = stepsOf;
  protected readonly deadline = deadlineWords;

  protected isMade({ status }: Filing): boolean {
    return MADE.includes(status);
  }

  /** Why it came back, of a version that did. */
  protected returned({ status, steps }: Filing): string {
    return status === 'returned' ? (steps.findLast(({ action }) => action === 'return')?.reason ?? '') : '';
  }

  protected begin(): Promise<void> {
    return this.act(async () => {
      this.data.set(await this.api.call('beginFiling', { params: { year: String(this.shown()) } }));
    });
  }

  protected async withdraw(filing: Filing): Promise<void> {
    const sure = await this.confirm.ask({
      heading: `撤回 ${filing.year} 年填报？`,
      text: '撤回后可以修改，再重新提交。主管单位已经审核的不能撤回。',
      action: '撤回',
      keep: '取消',
    });
    if (sure) await this.move('withdrawFiling', filing, '已撤回，可以修改。');
  }

  protected async discard(filing: Filing): Promise<void> {
    const sure = await this.confirm.ask({
      heading: `作废这份填报？`,
      text: '填写的内容不再保留在表单中，版本记录里仍可查看。已在执行的版本不受影响。',
      action: '作废',
      destructive: true,
      keep: '取消',
    });
    if (sure) await this.move('discardFiling', filing, '已作废。');
  }

  private move(route: 'withdrawFiling' | 'discardFiling', { id }: Filing, done: string): Promise<void> {
    return this.act(async () => {
      await this.api.call(route, { params: { id } });
      this.message.success(done);
    });
  }

  /** What is on screen is asked for again afterwards, also after a refusal: somebody may have been faster. */
  private async act(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    try {
      await work();
    } catch (error) {
      this.message.error(toApiError(error).message);
    } finally {
      this.busy.set(false);
      this.data.reload();
    }
  }
}
