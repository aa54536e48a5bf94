import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { CAMPAIGN_FIELDS, DELIVERY_MODES, type CampaignForm, type DeliveryMode } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import {
  Confirm,
  contractForm,
  CountInput,
  FenPipe,
  FieldComponent,
  FieldInputDirective,
  formatFen,
  IconComponent,
  RegionFieldComponent,
  Toast,
  YuanInput,
} from '@yigou/web-ui';
import {
  bodyOf,
  type DraftModel,
  EMPTY_POINT,
  type Mine,
  modelOf,
  withGood,
  withoutTier,
  withTier,
} from './draft-model';

type Product = RouteResponse<'getProduct'>;
const MODES: Readonly<Record<CampaignForm, readonly DeliveryMode[]>> = {
  group_buy: ['pickup', 'each'],
  donation: ['recipient'],
  gift_pack: ['pickup', 'each'],
  pre_sale: ['pickup', 'each'],
  inputs: ['pickup'],
};
const FOUND = 8;

/** A draft in sections: saved whenever it is whole enough to be read, submitted when nothing is missing. */
@Component({
  selector: 'app-campaign-draft-form',
  imports: [
    CountInput,
    FenPipe,
    FieldComponent,
    FieldInputDirective,
    FormField,
    IconComponent,
    RegionFieldComponent,
    RouterLink,
    YuanInput,
  ],
  templateUrl: './draft-form.html',
  styleUrl: './draft-form.scss',
})
export class DraftFormComponent {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);

  readonly campaign = input.required<Mine>();
  readonly changed = output<Mine>();

  private readonly model = signal<DraftModel>({
    title: '',
    story: '',
    thresholdShares: null,
    capShares: null,
    perPledgeShares: null,
    deadline: '',
    tierFrom: [],
    freightShareFen: null,
    shipOn: '',
    depositBy: 'none',
    depositPercent: null,
    depositShareFen: null,
    balanceOn: '',
    deliveryMode: 'pickup',
    place: { receiver: '', phone: '', region: null, detail: '' },
    goods: [],
    points: [],
  });
  protected readonly draft = contractForm('saveCampaign', this.model, {
    body: (filled) => bodyOf(filled, this.campaign()),
    names: {
      'deposit.bp': 'depositPercent',
      'deposit.shareFen': 'depositShareFen',
      'place.regionCode': 'place.region',
      'points.*.regionCode': 'points.*.region',
    },
  });
  protected readonly value = this.model.asReadonly();
  protected readonly modes = computed(() =>
    MODES[this.campaign().form].map((code) => ({ code, label: DELIVERY_MODES[code] })),
  );
  /** What is still missing, by the words of the fields. */
  protected readonly problems = computed(() =>
    Object.entries(this.campaign().problems).map(([field, words]) => ({ field, label: labelOf(field), words })),
  );
  protected readonly submitting = signal(false);
  protected readonly submitProblem = signal('');
  protected readonly money = formatFen;

  protected readonly words = signal('');
  private readonly asked = signal('');
  protected readonly found = apiResource('listProducts', () => {
    const q = this.asked();
    return q === '' ? undefined : { query: { q, limit: FOUND } };
  });
  protected readonly product = signal<Product | null>(null);
  protected readonly searchProblem = signal('');

  constructor() {
    // What was saved elsewhere, or by this form, is what stands here.
    effect(() => {
      const one = this.campaign();
      untracked(() => this.draft.reset(modelOf(one)));
    });
  }

  protected search(event: Event): void {
    event.preventDefault();
    this.product.set(null);
    this.asked.set(this.words().trim());
  }

  protected async open(id: string): Promise<void> {
    this.searchProblem.set('');
    try {
      this.product.set(await this.api.call('getProduct', { params: { id } }));
    } catch (error) {
      this.searchProblem.set(toApiError(error).message);
    }
  }

  protected add(product: Product, sku: Product['skus'][number]): void {
    this.model.update((model) =>
      withGood(model, {
        skuId: sku.id,
        label: `${product.name} ${sku.name}`,
        supplierName: product.supplier.name,
        publicFen: sku.priceFen,
      }),
    );
    this.product.set(null);
    this.asked.set('');
    this.words.set('');
  }

  protected removeGood(at: number): void {
    this.model.update((model) => ({ ...model, goods: model.goods.filter((_, place) => place !== at) }));
  }

  protected addTier(): void {
    this.model.update(withTier);
  }

  protected removeTier(at: number): void {
    this.model.update((model) => withoutTier(model, at));
  }

  protected addPoint(): void {
    this.model.update((model) => ({ ...model, points: [...model.points, EMPTY_POINT] }));
  }

  protected removePoint(at: number): void {
    this.model.update((model) => ({ ...model, points: model.points.filter((_, place) => place !== at) }));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (await this.store()) this.toast.say('草稿已保存');
  }

  /** Saves first: what is submitted is what stands on the screen. */
  protected async submit(): Promise<void> {
    this.submitProblem.set('');
    if (this.submitting() || !(await this.store())) return;
    const { id, form, suppliers: _suppliers, effect } = this.latest ?? this.campaign();
    const whom = form === 'donation' ? '受赠方和' : '';
    const sure = await this.confirm.ask({
      heading: '提交活动',
      text: `提交后由${whom}${effect.suppliers.length} 家供应商确认、管理机构审核，期间不能修改。`,
      action: '提交',
    });
    if (!sure) return;
    this.submitting.set(true);
    try {
      this.changed.emit(await this.api.call('submitCampaign', { params: { id } }));
      this.toast.say('已提交');
    } catch (error) {
      const { message, fields } = toApiError(error);
      this.submitProblem.set(
        [message, ...Object.entries(fields).map(([field, words]) => `${labelOf(field)}：${words}`)].join(' '),
      );
    }
    this.submitting.set(false);
  }

  private latest: Mine | null = null;

  private async store(): Promise<boolean> {
    const { id } = this.campaign();
    const done = await this.draft.send(async (sent) => {
      this.latest = await this.api.call('saveCampaign', { params: { id }, ...sent });
    }, id);
    if (done && this.latest) this.changed.emit(this.latest);
    return done;
  }
}

/** `goods.0.pricesFen.1` → “商品和价格”. */
const labelOf = (field: string): string =>
  CAMPAIGN_FIELDS[field.split('.')[0] as keyof typeof CAMPAIGN_FIELDS] ?? field;
