import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { CAMPAIGN_STATUSES, type CampaignStatus, CONSIGNMENT_STAGES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, apiUrl, IntentKey, toApiError } from '@yigou/web-data';
import {
  Confirm,
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  FenPipe,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
  StatusTagComponent,
  Toast,
} from '@yigou/web-ui';
import { CampaignImpactComponent } from './campaign-impact';

type View = RouteResponse<'getFulfilment'>;

/** What its organiser sees of the way from success to publication, in the order in which it goes. */
const WAY = ['succeeded', 'purchasing', 'shipping', 'received', 'handed_out', 'published', 'settled'] as const;
/** What happens by itself in a state, or is to be done. */
const HINTS: Readonly<Partial<Record<CampaignStatus, string>>> = {
  succeeded: '系统正在核算每人的实付金额、向供应商下单并归集货款，不用操作，几分钟内完成。',
  purchasing: '订单已付款，等待供应商发货。',
  shipping: '供应商已开始发货。收到全部包裹后，请在“我的订单”里确认收货。',
  received: '货已全部签收。',
  reallocating: '受赠方正在分配余量。',
  handed_out: '分发已结束，可以公示这次活动的受益情况。',
  published: '受益情况已公示，参与者可以下载参与证书。公示期满后自动结清。',
  settled: '活动已结清。',
};

/** From success to publication: orders, shipping, hand-out, figures, for who organises a group buy. */
@Component({
  selector: 'app-fulfilment',
  imports: [
    CampaignImpactComponent,
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    FenPipe,
    IconComponent,
    InstantPipe,
    RouterLink,
    SkeletonComponent,
    StatusTagComponent,
  ],
  templateUrl: './fulfilment.html',
  styleUrl: './fulfilment.scss',
})
export class FulfilmentPage {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);
  private readonly intent = new IntentKey();

  /** Bound from the address. */
  readonly id = input.required<string>();

  protected readonly answer = apiResource('getFulfilment', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly view = this.answer.latest;
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly stages = CONSIGNMENT_STAGES;

  protected readonly way = computed(() => {
    const at = WAY.indexOf(this.view()?.status as (typeof WAY)[number]);
    return WAY.map((status, place) => ({
      status,
      word: CAMPAIGN_STATUSES[status],
      done: place < at,
      now: place === at,
    }));
  });
  protected readonly word = computed(() => CAMPAIGN_STATUSES[this.view()?.status ?? 'succeeded']);
  protected readonly hint = computed(() => hintOf(this.view()));
  protected readonly left = computed(() => leftSharesOf(this.view()));
  protected readonly paper = computed(() => apiUrl('handOutListPdf', { id: this.id() }));

  protected async closeHandOut(view: View): Promise<void> {
    const leftShares = this.left();
    const said = await this.confirm.ask({
      heading: '结束分发？',
      text:
        leftShares === 0
          ? '全部份数都已领取。结束后就可以公示。'
          : `还有 ${leftShares} 份没有领取。结束后仍可以补领，但公示里按未分发计。`,
      action: '结束分发',
      keep: '先不结束',
    });
    if (said)
      await this.act(() => this.api.call('closeHandOut', this.sent(view.id, { leftShares, note: '' })), '分发已结束');
  }

  protected async publish(view: View): Promise<void> {
    const said = await this.confirm.ask({
      heading: '公示受益情况？',
      text: '公示后数字固定下来，不能再改，参与者可以下载参与证书，任何人都能在结果页看到。',
      action: '公示',
      keep: '先不公示',
    });
    if (said)
      await this.act(
        () =>
          this.api.call('publishCampaign', {
            params: { id: view.id },
            idempotencyKey: this.intent.for(['publish', view.id]),
          }),
        '已公示',
      );
  }

  private sent(id: string, body: { leftShares: number; note: string }) {
    return { params: { id }, body, idempotencyKey: this.intent.for(['close', id, body]) };
  }

  private async act(call: () => Promise<unknown>, said: string): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await call();
      this.toast.say(said);
    } catch (error) {
      this.intent.renew();
      this.problem.set(toApiError(error).message);
    } finally {
      this.busy.set(false);
      this.answer.reload();
    }
  }
}

/** What is said under the state. */
export function hintOf(view: View | null): string {
  if (!view) return '';
  if (view.status === 'failed') return view.failReason;
  if (view.status === 'succeeded' && view.orders.length === 0 && view.shipOn)
    return `预售：${view.shipOn} 起向供应商下单。`;
  if (view.status === 'received' && view.can.closeHandOut) return '货已全部签收，请按名单分发，分发完点“结束分发”。';
  return HINTS[view.status] ?? '';
}

/** The shares that nobody has fetched. */
export const leftSharesOf = (view: Pick<View, 'places'> | null): number =>
  (view?.places ?? []).reduce((sum, place) => sum + place.shares - place.handedShares, 0);
