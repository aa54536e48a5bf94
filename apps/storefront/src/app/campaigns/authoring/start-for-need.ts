import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { ApiClient, apiResource, Seats } from '@yigou/web-data';
import {
  contractForm,
  EmptyStateComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  FieldComponent,
  FieldInputDirective,
  IconComponent,
  SkeletonComponent,
} from '@yigou/web-ui';

/** Begins the draft of a donation (以购代捐) for what a recipient needs: says who is given what before anything is written. */
@Component({
  selector: 'app-start-for-need',
  imports: [
    EmptyStateComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    FieldComponent,
    FieldInputDirective,
    FormField,
    IconComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './start-for-need.html',
  styleUrl: './start-for-need.scss',
})
export class StartForNeedPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly seats = inject(Seats);

  /** Bound from the address. */
  readonly need = input<string>();

  protected readonly answer = apiResource('getNeed', () => {
    const id = this.need();
    return id === undefined ? undefined : { params: { id } };
  });
  protected readonly failure = this.answer.failure;
  protected readonly view = this.answer.latest;
  protected readonly organiser = computed(() => this.seats.current()?.organisationName ?? null);
  /** There is no such need, or the address names none. */
  protected readonly lost = computed(() => {
    const code = this.failure()?.code;
    return this.need() === undefined || code === 'not_found';
  });
  private readonly model = signal({ title: '' });
  protected readonly start = contractForm('createCampaign', this.model, {
    body: ({ title }) => ({ form: 'donation', title, needId: this.need() }),
    guard: false,
  });

  constructor() {
    effect(() => {
      const need = this.view();
      if (need) this.start.reset({ title: `为${need.recipient.name}送${need.title}`.slice(0, 60) });
    });
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    await this.start.send(async (sent) => {
      const { id } = await this.api.call('createCampaign', sent);
      await this.router.navigate(['/organise', id], { replaceUrl: true });
    }, this.need());
  }
}
