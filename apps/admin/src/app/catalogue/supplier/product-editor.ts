import { Component, computed, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { CHANNELS, PRODUCT_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { Confirm, contractForm, FieldComponent, FieldInputDirective, guardLeaving, type Sent } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzOptionComponent, NzOptionGroupComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Session } from '../../identity/session';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { RegionSelect } from '../../shared/region-select';
import { StatusTag } from '../../shared/status-tag';
import { PRODUCT_TONES } from '../../shared/tones';
import { Categories } from '../categories';
import { answerProblem, priceQuestion, type PriceQuestion } from './price-question';
import { PriceQuestions } from './price-questions';
import { bodyOf, formOf, NEW_PRODUCT, type ProductForm, type SupplierProduct } from './product-form';
import { ProductPhotos } from './product-photos';
import { SkuTable } from './sku-table';

/** Creates and changes one product. `id` is `new` until the first save, which makes a draft; photos can be added from then on. */
@Component({
  selector: 'yg-product-editor',
  imports: [
    FieldComponent,
    FieldInputDirective,
    FormField,
    LoadError,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzOptionComponent,
    NzOptionGroupComponent,
    NzSelectComponent,
    NzSkeletonComponent,
    PageHeader,
    PriceQuestions,
    ProductPhotos,
    RegionSelect,
    RouterLink,
    SkuTable,
    StatusTag,
  ],
  templateUrl: './product-editor.html',
  styleUrl: './product-editor.css',
})
export class ProductEditor {
  readonly id = input.required<string>();

  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);

  protected readonly channels = Object.entries(CHANNELS);
  protected readonly statuses = PRODUCT_STATUSES;
  protected readonly tones = PRODUCT_TONES;
  protected readonly isNew = computed(() => this.id() === 'new');
  protected readonly stored = apiResource('getSupplierProduct', () =>
    this.isNew() ? undefined : { params: { id: this.id() } },
  );
  protected readonly product = computed(() => (this.stored.hasValue() ? this.stored.value() : null));
  protected readonly groups = inject(Categories).all();
  protected readonly certificates = apiResource('listSupplierCertificates');

  /** Photos and stock are saved by themselves; only a new version or another product starts the form over. */
  private readonly stamp = computed(() => `${this.id()}@${this.product()?.version ?? 0}`);
  private readonly start = (): ProductForm => {
    const product = this.product();
    return product ? formOf(product) : { ...NEW_PRODUCT, skus: NEW_PRODUCT.skus.map((sku) => ({ ...sku })) };
  };
  private readonly filled = linkedSignal<string, ProductForm>({
    source: this.stamp,
    computation: () => untracked(this.start),
  });
  protected readonly form = contractForm(
    () => (this.product() ? 'updateSupplierProduct' : 'createSupplierProduct'),
    this.filled,
    {
      body: (filled: ProductForm) => {
        const product = this.product();
        return product ? { ...bodyOf(filled), version: product.version } : bodyOf(filled);
      },
      guard: false,
    },
  );
  private readonly tried = linkedSignal({ source: this.stamp, computation: () => false });
  protected readonly errorCount = computed(() => (this.tried() ? this.form.fields().errorSummary().length : 0));
  /** What the price watch asked about the last attempt to save. */
  protected readonly question = linkedSignal<string, PriceQuestion | null>({
    source: this.stamp,
    computation: () => null,
  });
  protected readonly answerError = signal('');
  protected readonly conflict = signal(false);
  protected readonly moving = signal(false);
  protected readonly dirty = computed(() => JSON.stringify(this.filled()) !== JSON.stringify(this.start()));

  constructor() {
    guardLeaving(computed(() => this.dirty() && !this.form.busy()));
    effect(() => {
      this.stamp();
      untracked(() => this.form.reset());
    });
  }

  protected async save(): Promise<void> {
    const product = this.product();
    this.conflict.set(false);
    this.answerError.set('');
    let asked = false;
    const sent = await this.form.send(async (given) => {
      try {
        await this.store(product, given);
      } catch (error) {
        asked = this.heed(error);
        throw error;
      }
    }, product?.id);
    if (asked) this.form.problem.set('');
    this.tried.set(!sent);
  }

  private async store(product: SupplierProduct | null, given: Sent<'createSupplierProduct'>): Promise<void> {
    const saved = product
      ? await this.api.call('updateSupplierProduct', {
          params: { id: product.id },
          body: { ...given.body, version: product.version },
        })
      : await this.api.call('createSupplierProduct', given);
    this.message.success(product ? '已保存。' : '已保存为草稿，请上传图片后上架。');
    if (product) this.stored.set(saved);
    else await this.router.navigate(['/supplier/products', saved.id], { replaceUrl: true });
  }

  /** Somebody else saved meanwhile: theirs is fetched only when the person here says so, since it replaces what was typed. */
  protected takeTheirs(): void {
    this.conflict.set(false);
    this.stored.reload();
  }

  protected async publish(product: SupplierProduct): Promise<void> {
    const sure = await this.confirm.ask({
      heading: `上架“${product.name}”？`,
      text: `上架后买家立即可以看到并下单，共 ${product.skus.filter((sku) => sku.active).length} 个在售规格。`,
      action: '上架',
      keep: '取消',
    });
    if (sure) await this.move('publishProduct', product, '已上架。');
  }

  protected async withdraw(product: SupplierProduct): Promise<void> {
    const sure = await this.confirm.ask({
      heading: `下架“${product.name}”？`,
      text: '下架后买家不能再下单，已有订单不受影响，仍需发货。之后可以重新上架。',
      action: '下架',
      destructive: true,
      keep: '取消',
    });
    if (sure) await this.move('withdrawProduct', product, '已下架。');
  }

  private async move(
    route: 'publishProduct' | 'withdrawProduct',
    product: SupplierProduct,
    done: string,
  ): Promise<void> {
    this.form.problem.set('');
    this.moving.set(true);
    try {
      this.stored.set(await this.api.call(route, { params: { id: product.id } }));
      this.message.success(done);
    } catch (error) {
      this.form.problem.set(toApiError(error).message);
    } finally {
      this.moving.set(false);
    }
  }

  /** Whether the refusal asks something, instead of saying what is wrong. */
  private heed(error: unknown): boolean {
    const refused = toApiError(error);
    const question = priceQuestion(refused);
    if (question) {
      const { priceReason: reason, priceConfirmed: confirmed } = this.filled();
      this.answerError.set(this.question() ? answerProblem(question, { reason, confirmed }) : '');
      this.question.set(question);
      setTimeout(() => document.getElementById('price-question')?.scrollIntoView({ block: 'center' }));
    } else if (refused.code === 'illegal_transition') this.conflict.set(true);
    return question !== null || this.conflict();
  }
}
