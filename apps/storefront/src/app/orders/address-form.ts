import { Component, effect, inject, input, output, signal, untracked } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { Address, RegionRef } from '@yigou/contracts';
import { ApiClient } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective, IconComponent, RegionFieldComponent } from '@yigou/web-ui';
import { Place } from '../regions/place';

const EMPTY = { receiver: '', phone: '', region: null as RegionRef | null, detail: '', isDefault: false };

/** Adds an address or changes one. */
@Component({
  selector: 'app-address-form',
  imports: [FieldComponent, FieldInputDirective, FormField, IconComponent, RegionFieldComponent],
  template: `
    <form class="form-grid" novalidate [id]="formId()" (submit)="submit($event)">
      @if (address.problem(); as problem) {
        <p class="notice notice--bad" role="alert"><yg-icon name="warning" />{{ problem }}</p>
      }
      <div class="pair">
        <yg-field label="收货人">
          <input
            ygInput
            type="text"
            autocomplete="name"
            data-testid="address-receiver"
            [formField]="address.fields.receiver"
          />
        </yg-field>
        <yg-field label="手机号">
          <input
            ygInput
            type="tel"
            inputmode="tel"
            autocomplete="tel-national"
            data-testid="address-phone"
            [formField]="address.fields.phone"
          />
        </yg-field>
      </div>
      <yg-field label="所在地区">
        <yg-region-field heading="选择收货地区" label="所在地区" ygInput [formField]="address.fields.region" />
      </yg-field>
      <yg-field label="详细地址" hint="街道或乡镇、小区或村、门牌号">
        <textarea
          ygInput
          autocomplete="street-address"
          data-testid="address-detail"
          [formField]="address.fields.detail"
        ></textarea>
      </yg-field>
      <label class="yg-check"><input type="checkbox" [formField]="address.fields.isDefault" />设为默认地址</label>
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

  private readonly model = signal(EMPTY);
  protected readonly address = contractForm(() => (this.existing() ? 'updateAddress' : 'createAddress'), this.model, {
    body: ({ region, ...rest }) => ({ ...rest, regionCode: region?.code ?? null }),
    names: { regionCode: 'region' },
  });
  readonly sending = this.address.busy;

  constructor() {
    effect(() => {
      const existing = this.existing();
      untracked(() => {
        const region = existing?.region ?? this.place.current();
        if (!existing) this.model.set({ ...EMPTY, region });
        else {
          const { receiver, phone, detail, isDefault } = existing;
          this.model.set({ receiver, phone, region, detail, isDefault });
        }
      });
    });
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const existing = this.existing();
    await this.address.send(async (sent) => {
      const saved = existing
        ? await this.api.call('updateAddress', { params: { id: existing.id }, ...sent })
        : await this.api.call('createAddress', sent);
      this.saved.emit(saved);
    }, existing?.id);
  }
}
