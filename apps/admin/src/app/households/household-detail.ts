import { Component, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { HouseholdView } from '@yigou/contracts';
import { HOUSEHOLD_STATUSES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../identity/session';
import { formatTime } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { DisclosureView } from './disclosure';
import { discloseForm, type Disclosure, editForm } from './household-forms';

/** One household, masked; in full for a minute when a purpose was given. */
@Component({
  selector: 'yg-household-detail',
  imports: [DisclosureView, Fact, FactList, FormDialog, NzButtonComponent, RouterLink],
  template: `
    @let one = household();
    @if (disclosed(); as full) {
      <yg-disclosure [disclosure]="full" (over)="disclosed.set(null)" />
    }
    <yg-facts>
      <ng-template ygFact="户主">{{ one.nameMasked }}</ng-template>
      <ng-template ygFact="身份证号">{{ one.idMasked }}</ng-template>
      <ng-template ygFact="所在地">{{ one.region.path }} {{ one.township }} {{ one.village }}</ng-template>
      <ng-template ygFact="人口">{{ one.people }} 人</ng-template>
      <ng-template ygFact="户类型">{{ statuses[one.status] }}</ng-template>
      <ng-template ygFact="带贫机制">{{
        one.mechanisms === 0 ? '没有主体带动' : '参加 ' + one.mechanisms + ' 项'
      }}</ng-template>
      <ng-template ygFact="登记时间">{{ time(one.createdAt) }}</ng-template>
    </yg-facts>
    @if (session.may('updateHousehold')) {
      <div class="form-actions">
        <button nz-button type="button" (click)="edit()" data-testid="household-edit">更正</button>
        <button nz-button type="button" (click)="disclose()" data-testid="household-disclose">查看完整信息</button>
        <a nz-button routerLink="/administration/mandates" [queryParams]="{ grant: one.id, kind: 'household' }">
          登记代办授权
        </a>
      </div>
    }
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
})
export class HouseholdDetail {
  readonly household = input.required<HouseholdView>();
  readonly saved = output();

  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly disclosed = signal<Disclosure | null>(null);
  protected readonly statuses = HOUSEHOLD_STATUSES;
  protected readonly time = formatTime;
  private saving = false;

  protected edit(): void {
    this.saving = true;
    this.dialog.set(editForm(this.api, this.household()));
  }

  protected disclose(): void {
    this.saving = false;
    this.dialog.set(discloseForm(this.api, this.household(), (disclosure) => this.disclosed.set(disclosure)));
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done && this.saving) this.saved.emit();
  }
}
