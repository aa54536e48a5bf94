import { Component, computed, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { CAMPAIGN_FORM_CODES, CAMPAIGN_FORMS, CAMPAIGN_STATUSES, type CampaignForm } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Paged, Seats } from '@yigou/web-data';
import {
  contractForm,
  CountPipe,
  DialogComponent,
  EmptyStateComponent,
  errorOf,
  ErrorStateComponent,
  FieldComponent,
  FieldInputDirective,
  IconComponent,
  InstantPipe,
  PhotoComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { hasSucceeded, waitsFor } from './waits-for';

type Row = RouteResponse<'listMyCampaigns'>['items'][number];

const FORM_NOTES: Readonly<Record<CampaignForm, string>> = {
  group_buy: '人多价低，到截止时间够数就成团',
  donation: '大家一起买，送给已确认需求的受赠方',
  gift_pack: '几家的商品配成一份，可按名单寄到各人',
  pre_sale: '采收前预订，到日子再发货',
  inputs: '种子、化肥、饲料统一采购，按村分发',
};

/** Campaigns that the person or their organisation makes, and where each stands. */
@Component({
  selector: 'app-organise-list',
  imports: [
    CountPipe,
    DialogComponent,
    EmptyStateComponent,
    ErrorStateComponent,
    FieldComponent,
    FieldInputDirective,
    FormField,
    IconComponent,
    InstantPipe,
    PhotoComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './organise-list.html',
  styleUrl: './organise-list.scss',
})
export class OrganiseListPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly seats = inject(Seats);

  protected readonly answer = apiResource('listMyCampaigns');
  protected readonly failure = this.answer.failure;
  protected readonly loaded = computed(() => this.answer.latest() !== null);
  protected readonly list = new Paged<Row>(this.answer, (cursor) =>
    this.api.call('listMyCampaigns', { query: { cursor } }),
  );
  protected readonly organisation = computed(() => this.seats.current()?.organisationName ?? null);
  protected readonly starting = signal(false);
  protected readonly forms = CAMPAIGN_FORM_CODES.map((code) => ({
    code,
    label: CAMPAIGN_FORMS[code],
    note: FORM_NOTES[code],
  }));
  protected readonly formWords = CAMPAIGN_FORMS;
  protected readonly statuses = CAMPAIGN_STATUSES;
  protected readonly waits = waitsFor;
  protected readonly succeeded = hasSucceeded;
  protected readonly errorOf = errorOf;
  private readonly model = signal<{ form: CampaignForm | ''; title: string }>({ form: '', title: '' });
  /** Who is given something says first what they need. */
  protected readonly fromNeed = computed(() => this.model().form === 'donation');
  protected readonly start = contractForm('createCampaign', this.model, {
    body: ({ form, title }) => ({ form: form || null, title }),
    guard: false,
  });

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    await this.start.send(async (sent) => {
      const { id } = await this.api.call('createCampaign', sent);
      await this.router.navigate(['/organise', id]);
    });
  }
}
