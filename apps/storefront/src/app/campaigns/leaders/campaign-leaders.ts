import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { LeaderRow } from '@yigou/contracts';
import { LEADER_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Paged, toApiError } from '@yigou/web-data';
import {
  Confirm,
  contractForm,
  CountPipe,
  DialogComponent,
  ErrorStateComponent,
  FieldComponent,
  FieldInputDirective,
  formatFen,
  IconComponent,
  SkeletonComponent,
  Toast,
} from '@yigou/web-ui';

/** Sub-leaders of the own campaign: who asks, what each has gathered; accepted, refused and removed by its organiser. */
@Component({
  selector: 'app-campaign-leaders',
  imports: [
    CountPipe,
    DialogComponent,
    ErrorStateComponent,
    FieldComponent,
    FieldInputDirective,
    FormField,
    IconComponent,
    SkeletonComponent,
  ],
  templateUrl: './campaign-leaders.html',
  styleUrl: './leaders.scss',
})
export class CampaignLeadersComponent {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);

  readonly campaignId = input.required<string>();

  protected readonly answer = apiResource('listLeaders', () => ({ params: { id: this.campaignId() } }));
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly list = new Paged(this.answer, (cursor) =>
    this.api.call('listLeaders', { params: { id: this.campaignId() }, query: { cursor } }),
  );
  protected readonly rows = computed(() =>
    this.list.items().map((row) => ({ ...row, word: LEADER_STATUSES[row.status] })),
  );
  protected readonly busy = signal(false);
  protected readonly problem = signal('');

  /** Who is refused or removed, with a reason. */
  protected readonly refused = signal<LeaderRow | null>(null);
  protected readonly removed = signal<LeaderRow | null>(null);
  private readonly answerModel = signal({ decision: 'refuse' as const, reason: '' });
  private readonly removeModel = signal({ reason: '' });
  protected readonly refusal = contractForm('answerLeader', this.answerModel, { guard: false });
  protected readonly removal = contractForm('removeLeader', this.removeModel, { guard: false });

  protected async accept(row: LeaderRow): Promise<void> {
    const point = row.proposal ? `，并增加自提点“${row.proposal.name}”。${this.effect()}` : '。';
    const sure = await this.confirm.ask({
      heading: `同意“${row.name}”帮卖？`,
      text: `对方得到专属链接，看得到经链接参加的人的姓名和份数${point}`,
      action: '同意',
    });
    if (sure)
      await this.act(
        () => this.api.call('answerLeader', { params: { id: row.id }, body: { decision: 'accept', reason: '' } }),
        '已同意',
      );
  }

  /** What one more point asks of suppliers, whose freight is a sum for each share whatever they send to (R-freight of the campaign). */
  private effect(): string {
    const { points, freightShareFen } = this.page() ?? { points: null, freightShareFen: 0 };
    if (!points) return '';
    const paid = freightShareFen > 0 ? `运费仍以每份 ${formatFen(freightShareFen)} 为限` : '运费已含在价格里';
    return `活动将有 ${points.all + 1} 个自提点（团长自设 ${points.own + 1} 个，最多 ${points.mostOwn} 个），每多一个点，每家供应商多发一票货，${paid}，超出的由供应商承担。`;
  }

  protected async toggle(open: boolean): Promise<void> {
    await this.act(
      () => this.api.call('openLeaders', { params: { id: this.campaignId() }, body: { open } }),
      open ? '已开放帮卖' : '已停止招募团长',
    );
  }

  protected askRefusal(row: LeaderRow): void {
    this.answerModel.set({ decision: 'refuse', reason: '' });
    this.refused.set(row);
  }

  protected askRemoval(row: LeaderRow): void {
    this.removeModel.set({ reason: '' });
    this.removed.set(row);
  }

  protected async refuse(event: Event): Promise<void> {
    event.preventDefault();
    const row = this.refused();
    if (!row) return;
    const done = await this.refusal.send(
      (sent) => this.api.call('answerLeader', { params: { id: row.id }, ...sent }),
      row.id,
    );
    if (done) this.over(this.refused, '已谢绝');
  }

  protected async remove(event: Event): Promise<void> {
    event.preventDefault();
    const row = this.removed();
    if (!row) return;
    const done = await this.removal.send(
      (sent) => this.api.call('removeLeader', { params: { id: row.id }, ...sent }),
      row.id,
    );
    if (done) this.over(this.removed, '已移出');
  }

  private over(asked: typeof this.refused, said: string): void {
    asked.set(null);
    this.toast.say(said);
    this.answer.reload();
  }

  private async act(work: () => Promise<unknown>, said: string): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await work();
      this.toast.say(said);
    } catch (error) {
      this.problem.set(toApiError(error).message);
    } finally {
      this.busy.set(false);
      this.answer.reload();
    }
  }
}
