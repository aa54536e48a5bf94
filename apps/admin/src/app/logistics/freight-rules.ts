import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { guardLeaving } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Session } from '../identity/session';
import { Field, FieldControl } from '../shared/field';
import { LoadError } from '../shared/load-error';
import { PageHeader } from '../shared/page-header';
import { RegionSelect } from '../shared/region-select';
import { checkRules, type FreightDraft, NEW_RULE, toDraft } from './freight-draft';

@Component({
  selector: 'yg-freight-rules',
  imports: [
    Field,
    FieldControl,
    FormsModule,
    LoadError,
    NzAlertComponent,
    NzButtonComponent,
    NzIconDirective,
    NzInputDirective,
    NzSkeletonComponent,
    PageHeader,
    RegionSelect,
  ],
  templateUrl: './freight-rules.html',
  styleUrl: './freight-rules.css',
})
export class FreightRules {
  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);

  protected readonly saved = apiResource('getFreightRules');
  protected readonly rules = linkedSignal<FreightDraft[]>(() =>
    this.saved.hasValue() ? this.saved.value().rules.map(toDraft) : [],
  );
  private readonly changed = computed(
    () => JSON.stringify(this.rules()) !== JSON.stringify(this.saved.latest()?.rules.map(toDraft) ?? []),
  );
  protected readonly errors = signal<Readonly<Record<string, string>>>({});
  protected readonly failure = signal('');
  protected readonly busy = signal(false);
  protected readonly fields: readonly { key: keyof FreightDraft & string; label: string; hint: string }[] = [
    { key: 'firstGrams', label: '首重（克）', hint: '' },
    { key: 'firstYuan', label: '首重运费（元）', hint: '' },
    { key: 'stepGrams', label: '续重（克）', hint: '不足一份按一份计' },
    { key: 'stepYuan', label: '续重运费（元）', hint: '' },
    { key: 'freeOverYuan', label: '满额包邮（元）', hint: '不填即不包邮' },
  ];

  constructor() {
    guardLeaving(this.changed);
  }

  protected patch(index: number, change: Partial<FreightDraft>): void {
    this.rules.update((rules) => rules.map((rule, i) => (i === index ? { ...rule, ...change } : rule)));
  }

  protected type(index: number, key: keyof FreightDraft, text: string): void {
    this.patch(index, { [key]: text });
  }

  protected add(): void {
    this.rules.update((rules) => [...rules, NEW_RULE]);
  }

  protected remove(index: number): void {
    this.rules.update((rules) => rules.filter((_, i) => i !== index));
    this.errors.set({});
  }

  protected async save(): Promise<void> {
    const { rules, errors } = checkRules(this.rules());
    this.errors.set(errors);
    this.failure.set('');
    if (Object.keys(errors).length > 0) return;
    this.busy.set(true);
    try {
      this.saved.set(await this.api.call('setFreightRules', { body: { rules } }));
      this.message.success('运费模板已保存，新订单按此计算。');
    } catch (error) {
      const refused = toApiError(error);
      this.failure.set([refused.message, ...Object.values(refused.fields)].join(' '));
    } finally {
      this.busy.set(false);
    }
  }
}
