import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { HELPER_TITLES } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import {
  CalendarDatePipe,
  ErrorStateComponent,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
  TimelineComponent,
  type TimelineEntry,
} from '@yigou/web-ui';
import { marketDay } from '../certification/standing';

/** What was done in somebody's name, 代办记录查询: whoever holds the consent form has the code on it. */
@Component({
  selector: 'app-mandate-log',
  imports: [
    CalendarDatePipe,
    ErrorStateComponent,
    IconComponent,
    InstantPipe,
    RouterLink,
    SkeletonComponent,
    TimelineComponent,
  ],
  templateUrl: './mandate-log.html',
  styleUrl: './mandate-log.scss',
})
export class MandateLogPage {
  private readonly router = inject(Router);

  /** Bound from the address; absent on the empty form. */
  readonly code = input<string>();

  protected readonly typed = linkedSignal(() => this.code() ?? '');
  protected readonly answer = apiResource('getMandateLog', () => {
    const code = this.code();
    return code === undefined ? undefined : { params: { code } };
  });
  protected readonly failure = this.answer.failure;
  protected readonly log = computed(() => {
    const log = this.answer.latest();
    return log && { ...log, titleWord: HELPER_TITLES[log.title], over: log.endsOn < marketDay(Date.now()) };
  });
  protected readonly timeline = computed<TimelineEntry[]>(() =>
    [...(this.log()?.acts ?? [])]
      .sort((a, b) => b.at.localeCompare(a.at))
      .map((act, index) => ({
        title: act.act,
        at: act.at,
        text: [act.summary, `${act.by}代办`].filter(Boolean).join(' · '),
        mark: index === 0 ? 'now' : 'past',
      })),
  );

  protected find(event: Event): void {
    event.preventDefault();
    const code = this.typed().normalize('NFKC').replace(/\s/g, '').toUpperCase();
    if (!code) return;
    if (code === this.code()) this.answer.reload();
    else void this.router.navigate(['/mandate-log', code]);
  }
}
