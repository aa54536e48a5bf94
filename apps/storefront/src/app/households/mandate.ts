import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { BENEFIT_MECHANISMS, HOUSEHOLD_STATUSES, LINK_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import {
  DialogComponent,
  EmptyStateComponent,
  ErrorStateComponent,
  FenPipe,
  FieldComponent,
  FieldInputDirective,
  guardLeaving,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
  Toast,
} from '@yigou/web-ui';

type MandateHousehold = RouteResponse<'getMandateHousehold'>;
type Answer = 'confirmed' | 'disputed';
interface Asked {
  readonly link: MandateHousehold['links'][number];
  readonly answer: Answer;
}

/** Acts for a household: says whether it is really carried by those who say so. What is said is recorded under the helper's name. */
@Component({
  selector: 'app-mandate',
  imports: [
    DialogComponent,
    EmptyStateComponent,
    ErrorStateComponent,
    FenPipe,
    FieldComponent,
    FieldInputDirective,
    IconComponent,
    InstantPipe,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './mandate.html',
  styleUrl: './mandate.scss',
})
export class MandatePage {
  private readonly api = inject(ApiClient);
  private readonly toast = inject(Toast);

  /** Bound from the address. */
  readonly id = input.required<string>();

  protected readonly answer = apiResource('getMandateHousehold', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly view = this.answer.latest;
  protected readonly status = computed(() => {
    const view = this.view();
    return view ? HOUSEHOLD_STATUSES[view.household.status] : '';
  });
  protected readonly links = computed(() =>
    (this.view()?.links ?? []).map((link) => ({
      link,
      mechanism: BENEFIT_MECHANISMS[link.mechanism],
      word: LINK_STATUSES[link.status],
    })),
  );

  protected readonly asked = signal<Asked | null>(null);
  protected readonly note = signal('');
  protected readonly problem = signal('');
  protected readonly busy = signal(false);

  constructor() {
    guardLeaving(computed(() => this.asked() !== null && this.note().trim() !== '' && !this.busy()));
  }

  protected ask(link: Asked['link'], answer: Answer): void {
    this.note.set('');
    this.problem.set('');
    this.asked.set({ link, answer });
  }

  protected async say(event: Event): Promise<void> {
    event.preventDefault();
    const asked = this.asked();
    const note = this.note().trim();
    if (!asked || this.busy()) return;
    if (asked.answer === 'disputed' && !note) {
      this.problem.set('请写明哪里不符，例如没有领到分红');
      return;
    }
    this.busy.set(true);
    try {
      const view = await this.api.call('answerBenefitLink', {
        params: { id: this.id(), linkId: asked.link.id },
        body: { answer: asked.answer, note },
      });
      this.answer.set(view);
      this.asked.set(null);
      this.toast.say(asked.answer === 'confirmed' ? '已代为确认，并记入代办记录' : '已代为提出异议，并记入代办记录');
    } catch (error) {
      const refusal = toApiError(error);
      this.problem.set(refusal.message);
      if (refusal.code === 'already_decided') this.answer.reload();
    } finally {
      this.busy.set(false);
    }
  }
}
