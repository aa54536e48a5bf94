import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { form, FormField, maxLength, minLength, pattern, required } from '@angular/forms/signals';
import type { Address, RegionRef } from '@yigou/contracts';
import { ApiClient } from '@yigou/web-data';
import {
  errorOf,
  FieldComponent,
  FieldInputDirective,
  guardForm,
  IconComponent,
  RegionFieldComponent,
  send,
} from '@yigou/web-ui';
import { Place } from '../regions/place';

const EMPTY = { receiver: '', phone: '', regionCode: '', detail: '', isDefault: false };

/** Adds an address or changes one. */
@Component({
  selector: 'app-address-form',
  imports: [FieldComponent, FieldInputDirective, FormField, IconComponent, RegionFieldComponent],
  template: `
    <form class="form-grid" novalidate [id]="formId()" (submit)="submit($event)">
      @if (problem()) {
        <p class="notice notice--bad" role="alert"><yg-icon name="warning" />{{ problem() }}</p>
      }
      <div class="pair">
        <yg-field label="收货人" [error]="errorOf(address.receiver())">
          <input
            ygInput
            type="text"
            autocomplete="name"
            data-testid="address-receiver"
            [formField]="address.receiver"
          />
        </yg-field>
        <yg-field label="手机号" [error]="errorOf(address.phone())">
          <input
            ygInput
            type="tel"
            inputmode="tel"
            autocomplete="tel-national"
            data-testid="address-phone"
            [formField]="address.phone"
          />
        </yg-field>
      </div>
      <yg-field #region label="所在地区" [error]="errorOf(address.regionCode())">
        <yg-region-field
          heading="选择收货地区"
          label="所在地区"
          [controlId]="region.controlId"
          [describedBy]="region.describedBy()"
          [invalid]="errorOf(address.regionCode()) !== null"
          [value]="regionRef()"
          (picked)="choose($event)"
        />
      </yg-field>
      <yg-field label="详细地址" hint="街道或乡镇、小区或村、门牌号" [error]="errorOf(address.detail())">
        <textarea
          ygInput
          autocomplete="street-address"
          data-testid="address-detail"
          [formField]="address.detail"
        ></textarea>
      </yg-field>
      <label class="yg-check"><input type="checkbox" [formField]="address.isDefault" />设为默认地址</label>
    </form>
  `,
  styles: `
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
      gap: 18px;
    }
  `,
})
export class AddressFormComponent {
  private readonly api = inject(ApiClient);
  private readonly place = inject(Place);

  /** Null for a new one. */
  readonly existing = input<Address | null>(null);
  readonly formId = input.required<string>();
  readonly saved = output<Address>();

  protected readonly problem = signal('');
  protected readonly regionRef = signal<RegionRef | null>(null);
  private readonly model = signal({ ...EMPTY });
  protected readonly address = form(this.model, (path) => {
    required(path.receiver, { message: '请填写收货人' });
    maxLength(path.receiver, 30, { message: '最多 30 个字' });
    required(path.phone, { message: '请填写手机号' });
    pattern(path.phone, /^\s*1[3-9]\d{9}\s*$/, { message: '请填写 11 位手机号' });
    required(path.regionCode, { message: '请选择省、市、县' });
    required(path.detail, { message: '请填写详细地址' });
    minLength(path.detail, 3, { message: '至少 3 个字' });
    maxLength(path.detail, 120, { message: '最多 120 个字' });
  });
  readonly sending = computed(() => this.address().submitting());
  protected readonly errorOf = errorOf;

  constructor() {
    guardForm(this.address);
    effect(() => {
      const existing = this.existing();
      untracked(() => {
        const region = existing?.region ?? this.place.current();
        this.regionRef.set(region);
        this.model.set(
          existing
            ? {
                receiver: existing.receiver,
                phone: existing.phone,
                regionCode: existing.region.code,
                detail: existing.detail,
                isDefault: existing.isDefault,
              }
            : { ...EMPTY, regionCode: region?.code ?? '' },
        );
      });
    });
  }

  protected choose(region: RegionRef): void {
    this.regionRef.set(region);
    this.model.update((model) => ({ ...model, regionCode: region.code }));
    this.address.regionCode().markAsTouched();
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    await send(this.address, this.problem, async () => {
      const value = this.address().value();
      const body = {
        ...value,
        receiver: value.receiver.trim(),
        phone: value.phone.trim(),
        detail: value.detail.trim(),
      };
      const existing = this.existing();
      const saved = existing
        ? await this.api.call('updateAddress', { params: { id: existing.id }, body })
        : await this.api.call('createAddress', { body });
      this.saved.emit(saved);
    });
  }
}
