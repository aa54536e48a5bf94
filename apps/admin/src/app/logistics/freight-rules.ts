import { Component, computed, inject, linkedSignal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { ApiClient, apiResource } from '@yigou/web-data';
import { contractForm, errorOf, FieldComponent, FieldInputDirective, guardLeaving } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Session } from '../identity/session';
import { LoadError } from '../shared/load-error';
import { PageHeader } from '../shared/page-header';
import { RegionSelect } from '../shared/region-select';
import { CountInput, YuanInput } from '../shared/typed-inputs/typed-inputs';
import { type FreightForm, formOf, NEW_RULE, ruleOf } from './freight-form';

/** What the supplier asks for carriage, by place. */
@Component({
  selector: 'yg-freight-rules',
  imports: [
    CountInput,
    FieldComponent,
    FieldInputDirective,
    FormField,
    LoadError,
    NzAlertComponent,
    NzButtonComponent,
    NzIconDirective,
    NzInputDirective,
    NzSkeletonComponent,
    PageHeader,
    RegionSelect,
    YuanInput,
  ],
  templateUrl: './freight-rules.html',
  styleUrl: './freight-rules.css',
})
export class FreightRules {
  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  protected readonly errorOf = errorOf;

  protected readonly saved = apiResource('getFreightRules');
  private readonly stored = computed(() => ({ rules: (this.saved.latest()?.rules ?? []).map(formOf) }));
  private readonly filled = linkedSignal<{ rules: readonly FreightForm[] }>(() => this.stored());
  protected readonly form = contractForm('setFreightRules', this.filled, {
    body: ({ rules }) => ({ rules: rules.map(ruleOf) }),
    names: { 'rules.*.regionPrefix': 'rules.*.regionCode' },
    guard: false,
  });
  private readonly changed = computed(() => JSON.stringify(this.filled()) !== JSON.stringify(this.stored()));

  constructor() {
    guardLeaving(computed(() => this.changed() && !this.form.busy()));
  }

  protected add(): void {
    this.form.fields.rules().value.update((rules) => [...rules, { ...NEW_RULE }]);
  }

  protected remove(index: number): void {
    this.form.fields.rules().value.update((rules) => rules.filter((_, i) => i !== index));
  }

  protected async save(): Promise<void> {
    await this.form.send(async ({ body }) => {
      this.saved.set(await this.api.call('setFreightRules', { body }));
      this.message.success('运费模板已保存，新订单按此计算。');
    });
  }
}
