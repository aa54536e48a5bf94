import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import { CHANNELS, PRODUCT_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { Confirm, guardLeaving } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzOptionComponent, NzOptionGroupComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Session } from '../../identity/session';
import { Field, FieldControl } from '../../shared/field';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { RegionSelect } from '../../shared/region-select';
import { StatusTag } from '../../shared/status-tag';
import { PRODUCT_TONES } from '../../shared/tones';
import { Categories } from '../categories';
import { checkProduct, NEW_PRODUCT, type ProductDraft, type SupplierProduct, toDraft } from './product-draft';
import { answerProblem, NO_ANSWER, priceQuestion, type PriceQuestion } from './price-question';
import { PriceQuestions } from './price-questions';
import { ProductPhotos } from './product-photos';
import { SkuTable } from './sku-table';

/** Creates and changes one product. `id` is `new` until the first save, which makes a draft; photos can be added from then on. */
@Component({
  selector: 'yg-product-editor',
  imports: [
    Field,
    FieldControl,
    FormsModule,
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
  private readonly categories = inject(Categories);
  protected readonly session = inject(Session);

  protected readonly channels = Object.entries(CHANNELS);
  protected readonly statuses = PRODUCT_STATUSES;
  protected readonly tones = PRODUCT_TONES;
  protected readonly isNew = computed(() => this.id() === 'new');
  protected readonly stored = apiResource('getSupplierProduct', () =>
    this.isNew() ? undefined : { params: { id: this.id() } },
  );
  protected readonly product = computed(() => (this.stored.hasValue() ? this.stored.value() : null));
  protected readonly groups = resource({ loader: () => this.categories.groups() });
  protected readonly certificates = apiResource('listSupplierCertificates');

  /** Photos and stock are saved by themselves; only a new version or another product starts the form over. */
  private readonly stamp = computed(() => `${this.id()}@${this.product()?.version ?? 0}`);
  protected readonly draft = linkedSignal<string, ProductDraft>({
    source: this.stamp,
    computation: () => {
      const product = this.product();
      return product ? toDraft(product) : NEW_PRODUCT;
    },
  });
  protected readonly errors = linkedSignal<string, Readonly<Record<string, string>>>({
    source: this.stamp,
    computation: () => ({}),
  });
  protected readonly errorCount = computed(() => Object.keys(this.errors()).length);
  /** What the price watch asked about the last attempt to save. */
  protected readonly question = linkedSignal<string, PriceQuestion | null>({
    source: this.stamp,
    computation: () => null,
  });
  protected readonly answer = signal(NO_ANSWER);
  protected readonly answerError = signal('');
  protected readonly failure = signal('');
  protected readonly conflict = signal(false);
  protected readonly busy = signal(false);
  protected readonly moving = signal(false);
  protected readonly dirty = computed(() => {
    const product = this.product();
    return JSON.stringify(this.draft()) !== JSON.stringify(product ? toDraft(product) : NEW_PRODUCT);
  });

  constructor() {
    guardLeaving(computed(() => this.dirty() && !this.busy()));
  }

  protected patch(change: Partial<ProductDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected async save(): Promise<void> {
    const { body, errors } = checkProduct(this.draft());
    this.errors.set(errors);
    this.failure.set('');
    this.conflict.set(false);
    this.answerError.set('');
    if (!body) return;
    this.busy.set(true);
    try {
      const product = this.product();
      const { reason, confirmed } = this.question() ? this.answer() : NO_ANSWER;
      const prices = { priceReason: reason.trim(), priceConfirmed: confirmed };
      const saved = product
        ? await this.api.call('updateSupplierProduct', {
            params: { id: product.id },
            body: { ...body, ...prices, version: product.version },
          })
        : await this.api.call('createSupplierProduct', { body: { ...body, ...prices } });
      this.message.success(product ? '已保存。' : '已保存为草稿，请上传图片后上架。');
      if (product) this.stored.set(saved);
      else await this.router.navigate(['/supplier/products', saved.id], { replaceUrl: true });
    } catch (error) {
      this.refuse(error);
    } finally {
      this.busy.set(false);
    }
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
    this.failure.set('');
    this.moving.set(true);
    try {
      this.stored.set(await this.api.call(route, { params: { id: product.id } }));
      this.message.success(done);
    } catch (error) {
      this.failure.set(toApiError(error).message);
    } finally {
      this.moving.set(false);
    }
  }

  private refuse(error: unknown): void {
    const refused = toApiError(error);
    const question = priceQuestion(refused);
    if (question) {
      this.answerError.set(this.question() ? answerProblem(question, this.answer()) : '');
      this.question.set(question);
      setTimeout(() => document.getElementById('price-question')?.scrollIntoView({ block: 'center' }));
    } else if (refused.code === 'illegal_transition') this.conflict.set(true);
    else if (Object.keys(refused.fields).length > 0) this.errors.set(refused.fields);
    else this.failure.set(refused.message);
  }
}
