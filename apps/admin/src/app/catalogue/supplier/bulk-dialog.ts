import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { weightWords } from '@yigou/contracts/labels';
import { ApiClient, toApiError } from '@yigou/web-data';
import { contractForm, errorOf, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { formatMoney } from '../../shared/format';
import { Modal, ModalActions } from '../../shared/modal';
import { CountInput, PercentInput, WeightInput, YuanInput } from '../../shared/typed-inputs/typed-inputs';
import type { SupplierProduct } from './product-form';

type StoredSku = SupplierProduct['skus'][number];
interface Tier {
  readonly from: number | null;
  readonly priceFen: number | null;
}
const MOST_TIERS = 5;
const perOf = ({ perGrams }: { readonly perGrams: string }) => (perGrams === '500' ? 500 : 1_000);

/** What budget units pay for many pieces of a SKU, how few they may order and how many can be delivered in a week. */
@Component({
  selector: 'yg-bulk-dialog',
  imports: [
    CountInput,
    FieldComponent,
    FieldInputDirective,
    FormField,
    Modal,
    ModalActions,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    PercentInput,
    WeightInput,
    YuanInput,
  ],
  template: `
    <yg-modal [heading]="'单位采购价：' + sku().name" [width]="520" (closed)="closed.emit(false)">
      <form
        id="bulk-form"
        novalidate
        (submit)="$event.preventDefault(); save()"
        aria-label="单位采购价"
        data-testid="bulk-form"
      >
        @if (form.problem()) {
          <nz-alert nzType="error" nzShowIcon [nzMessage]="form.problem()" role="alert" />
        }
        <p>
          只对预算单位有效，零售价 <b>{{ money(sku().priceFen) }}</b> 不变。已下的订单不受影响。
        </p>
        <yg-field label="起订量（件）">
          <input nz-input ygInput ygCount [formField]="form.fields.offer.minimum" data-testid="bulk-minimum" />
        </yg-field>
        <yg-field label="每周最多可供（件）" [optional]="true" hint="周一到周日，各单位合计；不填则不限。">
          <input nz-input ygInput ygCount [formField]="form.fields.offer.weekly" data-testid="bulk-weekly" />
        </yg-field>
        <yg-field label="怎么卖">
          <select ygInput [formField]="form.fields.sold" data-testid="bulk-sold">
            <option value="pieces">按件卖，件数多可以便宜</option>
            <option value="weight">按重量卖，验收时称重、按实称结算</option>
          </select>
        </yg-field>
        @if (form.value().sold === 'weight') {
          <div class="tier">
            <yg-field label="单价（元）">
              <input
                nz-input
                ygInput
                ygYuan
                [formField]="form.fields.offer.weight.priceFen"
                data-testid="weight-price"
              />
            </yg-field>
            <yg-field label="每">
              <select ygInput [formField]="form.fields.offer.weight.perGrams" data-testid="weight-per">
                <option value="500">500 克（斤）</option>
                <option value="1000">公斤</option>
              </select>
            </yg-field>
          </div>
          <div class="tier">
            <yg-field label="每件约重（公斤）">
              <input
                nz-input
                ygInput
                ygWeight
                unit="kg"
                [formField]="form.fields.offer.weight.pieceGrams"
                data-testid="weight-piece"
              />
            </yg-field>
            <yg-field label="超重最多计（%）" hint="写进合同，最多 30。">
              <input
                nz-input
                ygInput
                ygPercent
                [formField]="form.fields.offer.weight.toleranceBp"
                data-testid="weight-tolerance"
              />
            </yg-field>
          </div>
          @if (words()) {
            <p data-testid="weight-words">{{ words() }}。下单时按上限占用预算和付款，验收后多退。</p>
          }
        } @else {
          @if (errorOf(form.fields.offer.tiers()); as wrong) {
            <p class="wrong" role="alert">{{ wrong }}</p>
          }
          @for (tier of form.fields.offer.tiers; track $index; let index = $index) {
            <div class="tier" data-testid="bulk-tier">
              <yg-field [label]="'第 ' + (index + 1) + ' 档：满（件）'">
                <input nz-input ygInput ygCount [formField]="tier.from" data-testid="bulk-from" />
              </yg-field>
              <yg-field label="每件（元）">
                <input nz-input ygInput ygYuan [formField]="tier.priceFen" data-testid="bulk-price" />
              </yg-field>
              <button
                nz-button
                type="button"
                [attr.aria-label]="'去掉第 ' + (index + 1) + ' 档'"
                (click)="remove(index)"
              >
                去掉
              </button>
            </div>
          }
          @if (form.value().offer.tiers.length < most) {
            <button nz-button nzType="dashed" type="button" (click)="add()" data-testid="bulk-tier-add">
              添加一档价格
            </button>
          }
        }
      </form>
      <ng-container modalActions>
        @if (sku().bulk) {
          <button nz-button nzDanger type="button" [nzLoading]="form.busy()" (click)="clear()" data-testid="bulk-clear">
            取消单位采购价
          </button>
        }
        <button nz-button type="button" (click)="closed.emit(false)">不改了</button>
        <button nz-button nzType="primary" form="bulk-form" [nzLoading]="form.busy()" data-testid="bulk-save">
          保存
        </button>
      </ng-container>
    </yg-modal>
  `,
  styles: `
    form {
      display: grid;
      gap: 12px;
    }
    p {
      margin: 0;
    }
    .tier {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: 8px 12px;
    }
    .tier yg-field {
      flex: 1 1 140px;
    }
    .wrong {
      color: var(--color-alarm);
    }
  `,
})
export class BulkDialog {
  readonly sku = input.required<StoredSku>();
  /** True when the terms were changed. */
  readonly closed = output<boolean>();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  private readonly written = linkedSignal(() => {
    const { minimum = 1, weekly = null, tiers = [], weight } = this.sku().bulk ?? {};
    return {
      sold: weight ? 'weight' : 'pieces',
      offer: {
        minimum: minimum as number | null,
        weekly: weekly as number | null,
        tiers: tiers as readonly Tier[],
        weight: {
          perGrams: String(weight?.perGrams ?? 500),
          priceFen: weight?.priceFen ?? null,
          pieceGrams: weight?.pieceGrams ?? this.sku().netWeightGrams,
          toleranceBp: (weight?.toleranceBp ?? 1_000) as number | null,
        },
      },
    };
  });
  protected readonly form = contractForm('saveBulkOffer', this.written, {
    body: ({ sold, offer: { weight, tiers, ...offer } }) => ({
      offer:
        sold === 'weight'
          ? { ...offer, tiers: [], weight: { ...weight, perGrams: perOf(weight) } }
          : { ...offer, tiers },
    }),
  });
  /** What it comes to, as a unit will read it. */
  protected readonly words = computed(() => {
    const { weight } = this.form.value().offer;
    const { priceFen, pieceGrams, toleranceBp } = weight;
    if (!priceFen || !pieceGrams || toleranceBp === null) return '';
    return weightWords({ perGrams: perOf(weight), priceFen, pieceGrams, toleranceBp }, formatMoney);
  });
  protected readonly most = MOST_TIERS;
  protected readonly money = formatMoney;
  protected readonly errorOf = errorOf;

  protected add(): void {
    this.form.fields.offer.tiers().value.update((tiers) => [...tiers, { from: null, priceFen: null }]);
  }

  protected remove(index: number): void {
    this.form.fields.offer.tiers().value.update((tiers) => tiers.filter((_, at) => at !== index));
  }

  protected async save(): Promise<void> {
    const { id } = this.sku();
    const sent = await this.form.send(async ({ body }) => {
      await this.api.call('saveBulkOffer', { params: { id }, body });
      this.message.success('单位采购价已保存。');
    }, id);
    if (sent) this.closed.emit(true);
  }

  protected async clear(): Promise<void> {
    try {
      await this.api.call('saveBulkOffer', { params: { id: this.sku().id }, body: { offer: null } });
      this.message.success('单位采购价已取消。');
      this.closed.emit(true);
    } catch (error) {
      this.message.error(toApiError(error).message);
    }
  }
}
