import { Component, computed, effect, inject, input, linkedSignal, untracked } from '@angular/core';
import { applyEach, FormField, validate } from '@angular/forms/signals';
import type { RouteBody } from '@yigou/contracts';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { keptPhoto } from '../../shared/kept/shrink-photo';
import { CountInput } from '../../shared/typed-inputs/typed-inputs';
import { type CountedLine, KeptDeliveries, type KeptDelivery } from './kept-deliveries';

const MOST_PHOTOS = 9;
const sumOf = ({ received, short, damaged }: CountedLine): number => (received ?? 0) + (short ?? 0) + (damaged ?? 0);

/** What came of a delivery, line by line, to be signed for by count. Kept on the phone at each key. */
@Component({
  selector: 'yg-delivery-form',
  imports: [
    CountInput,
    FieldComponent,
    FieldInputDirective,
    FormField,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
  ],
  template: `
    <form novalidate (submit)="$event.preventDefault(); sign()" aria-label="签收单" data-testid="delivery-form">
      @if (sheet().problem) {
        <nz-alert nzType="error" nzShowIcon [nzMessage]="sheet().problem" role="alert" data-testid="delivery-problem" />
      }
      @if (form.problem()) {
        <nz-alert nzType="error" nzShowIcon [nzMessage]="form.problem()" role="alert" />
      }
      <p class="muted">
        填写的内容随时保存在本机，没有信号也可以签收，有信号后自动发送。短缺和破损的部分会退款给捐赠人。
      </p>
      @for (line of form.fields.lines; track line.orderLineId().value()) {
        @let id = line.orderLineId().value();
        @let goods = lines().get(id);
        <fieldset data-testid="delivery-line">
          <legend>
            {{ goods?.productName }} {{ goods?.skuName }} <span class="muted">已发 {{ goods?.shipped }} 件</span>
          </legend>
          <div class="counts">
            <yg-field label="收到">
              <input nz-input ygInput ygCount class="big" [formField]="line.received" data-testid="received" />
            </yg-field>
            <yg-field label="短缺">
              <input nz-input ygInput ygCount class="big" [formField]="line.short" data-testid="short" />
            </yg-field>
            <yg-field label="破损">
              <input nz-input ygInput ygCount class="big" [formField]="line.damaged" data-testid="damaged" />
            </yg-field>
          </div>
          <yg-field label="情况说明" [optional]="true">
            <input nz-input ygInput [formField]="line.note" data-testid="note" />
          </yg-field>
          <div class="photos">
            @for (photo of photosOf(id); track photo.id; let place = $index) {
              <span data-testid="kept-photo">
                照片 {{ place + 1 }}
                <button
                  nz-button
                  nzType="link"
                  type="button"
                  [attr.aria-label]="'删去照片 ' + (place + 1)"
                  (click)="removePhoto(id, photo.id)"
                >
                  删去
                </button>
              </span>
            }
            @if (photosOf(id).length < mostPhotos) {
              <label class="camera">
                拍照
                <input
                  class="visually-hidden"
                  type="file"
                  accept="image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,.heic,.heif"
                  capture="environment"
                  multiple
                  (change)="addPhotos(id, $event)"
                  data-testid="photo"
                />
              </label>
            }
          </div>
        </fieldset>
      }
      <yg-field label="备注" [optional]="true">
        <textarea nz-input ygInput rows="2" [formField]="form.fields.remark" data-testid="remark"></textarea>
      </yg-field>
      <div class="form-actions">
        <button nz-button nzType="primary" nzSize="large" [nzLoading]="form.busy()" data-testid="delivery-sign">
          签收
        </button>
        <button nz-button nzSize="large" type="button" (click)="forget()" data-testid="delivery-forget">
          清空不填了
        </button>
      </div>
    </form>
  `,
  styleUrl: '../../purchasing/agency/acceptance/acceptance-form.css',
})
export class DeliveryForm {
  readonly sheet = input.required<KeptDelivery>();

  private readonly kept = inject(KeptDeliveries);
  private readonly id = computed(() => this.sheet().id);
  /** Begins with what was kept, and is not overwritten by what it keeps itself. */
  private readonly counted = linkedSignal({
    source: this.id,
    computation: () => {
      const { lines, remark } = untracked(this.sheet).counted;
      return { lines: [...lines], remark };
    },
  });
  protected readonly lines = computed(() => new Map(this.sheet().delivery.lines.map((line) => [line.id, line])));
  protected readonly form = contractForm('signDelivery', this.counted, {
    body: ({ lines, remark }) => ({
      lines: lines.map((line) => ({ ...line, short: line.short ?? 0, damaged: line.damaged ?? 0, photos: [] })),
      remark,
      recordedAt: new Date().toISOString(),
    }),
    rules: (form) => {
      applyEach(form.lines, (line) => {
        validate(line.received, ({ valueOf }) => {
          const counted = valueOf(line);
          const shipped = this.lines().get(counted.orderLineId)?.shipped ?? 0;
          const wrong = sumOf(counted) !== shipped;
          return wrong ? { kind: 'sum', message: `收到、短缺、破损合计应为 ${shipped} 件` } : undefined;
        });
      });
    },
    // Nothing is lost by leaving.
    guard: false,
  });
  protected readonly mostPhotos = MOST_PHOTOS;

  constructor() {
    effect(() => {
      const counted = this.counted();
      untracked(() => void this.kept.write(this.id(), { counted }));
    });
  }

  protected photosOf(lineId: string) {
    return this.sheet().photos[lineId] ?? [];
  }

  protected async addPhotos(lineId: string, event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const added = await Promise.all([...(field.files ?? [])].map(keptPhoto));
    field.value = '';
    await this.keepPhotos(lineId, [...this.photosOf(lineId), ...added].slice(0, MOST_PHOTOS));
  }

  protected removePhoto(lineId: string, id: string): Promise<void> {
    return this.keepPhotos(
      lineId,
      this.photosOf(lineId).filter((photo) => photo.id !== id),
    );
  }

  protected async sign(): Promise<void> {
    await this.form.send(({ body }) => this.kept.sign(this.id(), body as RouteBody<'signDelivery'>), this.id());
  }

  protected forget(): Promise<void> {
    return this.kept.forget(this.id());
  }

  private keepPhotos(lineId: string, photos: ReturnType<typeof this.photosOf>): Promise<void> {
    return this.kept.write(this.id(), { photos: { ...this.sheet().photos, [lineId]: photos } });
  }
}
