import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { REGISTRABLE_KINDS, REGISTRANT_TYPES, REGISTRATION_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Session, toApiError } from '@yigou/web-data';
import {
  Confirm,
  EmptyStateComponent,
  ErrorStateComponent,
  InstantPipe,
  SkeletonComponent,
  Toast,
} from '@yigou/web-ui';
import { type OwnRegistration, RegistrationFormComponent } from './registration-form';

/** Organisations that somebody registered, to organise campaigns or to be given goods, and what became of it. */
@Component({
  selector: 'app-registrations',
  imports: [
    EmptyStateComponent,
    ErrorStateComponent,
    InstantPipe,
    RegistrationFormComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './registrations.html',
  styleUrl: './recipients.scss',
})
export class RegistrationsPage {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly session = inject(Session);
  private readonly toast = inject(Toast);

  protected readonly answer = apiResource('listOwnRegistrations');
  protected readonly failure = this.answer.failure;
  protected readonly list = this.answer.latest;
  /** What is filled in: a new one, or one that was sent back. */
  protected readonly filling = signal<OwnRegistration | 'new' | null>(null);
  protected readonly corrected = computed(() => {
    const one = this.filling();
    return one === 'new' ? null : one;
  });
  protected readonly statuses = REGISTRATION_STATUSES;
  protected readonly kinds = REGISTRABLE_KINDS;
  protected readonly types = REGISTRANT_TYPES;

  protected sent(list: RouteResponse<'listOwnRegistrations'>): void {
    this.answer.set(list);
    this.filling.set(null);
    this.toast.say('已提交，审核结果会通知您');
  }

  protected async withdraw(one: OwnRegistration): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '撤回登记',
      text: `撤回“${one.name}”的登记后不能恢复，需要时请重新登记。`,
      action: '撤回登记',
      destructive: true,
    });
    if (!sure) return;
    try {
      this.answer.set(await this.api.call('withdrawRegistration', { params: { id: one.id } }));
      this.toast.say('已撤回');
    } catch (error) {
      this.toast.warn(toApiError(error).message);
      this.answer.reload();
    }
  }

  /** The seat that an approval made is not known to this page yet. */
  protected async refresh(): Promise<void> {
    await this.session.reload();
  }
}
