import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import type { RegionRef } from '@yigou/contracts';
import { ApiClient, apiResource } from '@yigou/web-data';
import {
  contractForm,
  EmptyStateComponent,
  ErrorStateComponent,
  FieldComponent,
  FieldInputDirective,
  IconComponent,
  RegionFieldComponent,
  SkeletonComponent,
} from '@yigou/web-ui';

/** What stands for a point of one's own among the points of the campaign. */
const OWN = 'own';
const EMPTY = {
  name: '',
  place: '',
  point: { name: '', contact: '', phone: '', region: null as RegionRef | null, detail: '' },
};

/** 申请做帮卖团长: under which name, and at which point, where the campaign has some. */
@Component({
  selector: 'app-ask-to-lead',
  imports: [
    EmptyStateComponent,
    ErrorStateComponent,
    FieldComponent,
    FieldInputDirective,
    FormField,
    IconComponent,
    RegionFieldComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './ask-to-lead.html',
  styleUrl: './leaders.scss',
})
export class AskToLeadPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);

  /** Bound from the address. */
  readonly id = input.required<string>();

  protected readonly own = OWN;
  protected readonly answer = apiResource('getGroupBuy', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly campaign = this.answer.latest;
  private readonly model = signal(EMPTY);
  protected readonly form = contractForm('askToLead', this.model, {
    body: ({ name, place, point: { region, ...point } }) => ({
      name,
      pointId: place && place !== OWN ? place : null,
      point: place === OWN ? { ...point, regionCode: region?.code ?? '' } : null,
    }),
    names: { pointId: 'place', 'point.regionCode': 'point.region' },
  });
  protected readonly filled = this.form.value;
  protected readonly pickup = computed(() => this.campaign()?.deliveryMode === 'pickup');

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const asked = await this.form.send(
      (sent) => this.api.call('askToLead', { params: { id: this.id() }, ...sent }),
      this.id(),
    );
    if (asked) await this.router.navigateByUrl(`/my/leading/${this.id()}`);
  }
}
