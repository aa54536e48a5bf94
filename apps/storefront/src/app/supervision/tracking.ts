import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { apiResource } from '@yigou/web-data';
import {
  ErrorStateComponent,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
  TimelineComponent,
  type TimelineEntry,
} from '@yigou/web-ui';

const NUMBER = /^[A-Z0-9-]{10,40}$/;

/** Follows an objection or a complaint by the number that was given for it. */
@Component({
  selector: 'app-tracking',
  imports: [ErrorStateComponent, IconComponent, InstantPipe, RouterLink, SkeletonComponent, TimelineComponent],
  templateUrl: './tracking.html',
  styleUrl: './tracking.scss',
})
export class TrackingPage {
  private readonly router = inject(Router);

  /** Bound from the address. */
  readonly number = input<string>();

  private readonly wanted = computed(() => clean(this.number() ?? ''));
  protected readonly typed = linkedSignal(() => this.wanted());
  protected readonly problem = signal('');
  protected readonly answer = apiResource('track', () =>
    NUMBER.test(this.wanted()) ? { params: { number: this.wanted() } } : undefined,
  );
  protected readonly failure = this.answer.failure;
  protected readonly view = this.answer.latest;
  protected readonly kind = computed(() => (this.view()?.kind === 'objection' ? '公示异议' : '投诉举报'));
  protected readonly timeline = computed<TimelineEntry[]>(() =>
    [...(this.view()?.steps ?? [])]
      .sort((a, b) => b.at.localeCompare(a.at))
      .map((step, index) => ({ title: step.label, at: step.at, text: step.note, mark: index === 0 ? 'now' : 'past' })),
  );

  protected find(event: Event): void {
    event.preventDefault();
    const number = clean(this.typed());
    if (!NUMBER.test(number)) {
      this.problem.set('编号由字母、数字和短横组成，请对照您保存的编号核对。');
      return;
    }
    this.problem.set('');
    if (number === this.wanted()) this.answer.reload();
    else void this.router.navigate(['/tracking'], { queryParams: { number } });
  }
}

function clean(number: string): string {
  return number.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}
