import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { NEED_STATUSES } from '@yigou/contracts/labels';
import { apiResource, Session } from '@yigou/web-data';
import {
  EmptyStateComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
} from '@yigou/web-ui';
import { NeedProgressComponent } from './need-progress';

/** One need: what for, how much of it is promised and has come, and the way to start a campaign for it. */
@Component({
  selector: 'app-need-page',
  imports: [
    EmptyStateComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    IconComponent,
    InstantPipe,
    NeedProgressComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './need-page.html',
  styleUrl: './needs.scss',
})
export class NeedPage {
  protected readonly session = inject(Session);
  /** Bound from the address. */
  readonly id = input.required<string>();
  protected readonly answer = apiResource('getNeed', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly need = this.answer.latest;
  protected readonly statuses = NEED_STATUSES;
  /** Why no campaign can be started; null: one can. */
  protected readonly why = computed(() => {
    const need = this.need();
    if (!need || need.startable) return null;
    if (need.status !== 'open') return '这项需求已经结束。';
    return need.promised >= need.quantity ? '这项需求已全部承诺，不用再发起。' : '这项需求已过截止日期。';
  });
}
