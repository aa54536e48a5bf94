import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import {
  AFTERSALES_KINDS,
  AFTERSALES_REASON_CODES,
  AFTERSALES_REASONS,
  AFTERSALES_RULES,
  type AftersalesKind,
  type AftersalesReason,
  mostFor,
} from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import {
  claimsOf,
  contractForm,
  CountInput,
  errorOf,
  ErrorStateComponent,
  EvidenceUploadComponent,
  FenPipe,
  FieldComponent,
  FieldInputDirective,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
  YuanInput,
} from '@yigou/web-ui';

interface Filled {
  readonly orderLineId: string;
  readonly reason: AftersalesReason | '';
  readonly kind: AftersalesKind | '';
  readonly pieces: number | null;
  readonly amountFen: number | null;
  readonly words: string;
}

/** Asks for money back, or to send goods back, of a line of an order that came, 申请售后. */
@Component({
  selector: 'app-open-case',
  imports: [
    CountInput,
    ErrorStateComponent,
    EvidenceUploadComponent,
    FenPipe,
    FieldComponent,
    FieldInputDirective,
    FormField,
    IconComponent,
    InstantPipe,
    RouterLink,
    SkeletonComponent,
    YuanInput,
  ],
  templateUrl: './open-case.html',
  styleUrl: './open-case.scss',
})
export class OpenCasePage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);

  // From the address.
  readonly orderId = input.required<string>();
  readonly line = input<string>();

  protected readonly answer = apiResource('aftersalesTerms', () => ({ params: { id: this.orderId() } }));
  protected readonly lines = computed(() => this.answer.latest()?.lines.filter(({ pieces }) => pieces > 0) ?? []);
  protected readonly reasons = AFTERSALES_REASON_CODES.map((code) => ({ code, label: AFTERSALES_REASONS[code] }));
  protected readonly errorOf = errorOf;
  protected readonly files = signal<readonly RouteResponse<'uploadPublicEvidence'>[]>([]);
  protected readonly uploading = signal(false);
  private readonly model = linkedSignal<Filled>(() => ({
    orderLineId:
      this.lines().find(({ orderLineId }) => orderLineId === this.line())?.orderLineId ??
      this.lines()[0]?.orderLineId ??
      '',
    reason: '',
    kind: '',
    pieces: 1,
    amountFen: null,
    words: '',
  }));
  protected readonly chosen = computed(() =>
    this.lines().find(({ orderLineId }) => orderLineId === this.model().orderLineId),
  );
  protected readonly kinds = computed(() => {
    const { reason } = this.model();
    return (reason ? AFTERSALES_RULES[reason].kinds : []).map((code) => ({ code, label: AFTERSALES_KINDS[code] }));
  });
  protected readonly photos = computed(() => {
    const { reason } = this.model();
    return reason !== '' && AFTERSALES_RULES[reason].photos;
  });
  /** The most that goes back for what is filled in; null until that is known. */
  protected readonly mostFen = computed(() => {
    const [line, { reason, pieces }] = [this.chosen(), this.model()];
    return line && reason && pieces && pieces <= line.pieces ? mostFor(line.rest, pieces, reason) : null;
  });
  protected readonly form = contractForm('openAftersales', this.model, {
    body: ({ reason, kind, amountFen, ...said }) => ({
      ...said,
      reason: reason || null,
      // Where a reason leaves one way alone, that is it.
      kind: this.kinds().length === 1 ? (this.kinds()[0]?.code ?? null) : kind || null,
      amountFen: amountFen ?? this.mostFen(),
      evidence: claimsOf(this.files()),
    }),
    rules: (path) => {
      validate(path.pieces, ({ value }) =>
        (value() ?? 0) > (this.chosen()?.pieces ?? 0)
          ? { kind: 'left', message: `最多 ${this.chosen()?.pieces ?? 0} 件` }
          : undefined,
      );
      validate(path.amountFen, ({ value }) =>
        (value() ?? 0) > (this.mostFen() ?? Number.MAX_SAFE_INTEGER)
          ? { kind: 'most', message: '超过这些商品实付的金额' }
          : undefined,
      );
    },
  });

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.uploading()) return;
    await this.form.send(async (sent) => {
      const { id } = await this.api.call('openAftersales', sent);
      await this.router.navigate(['/after-sales', id]);
    }, this.orderId());
  }
}
