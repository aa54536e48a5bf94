import { Component, computed, inject, input, linkedSignal, output, signal, untracked } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import type { RegionRef, RouteResponse } from '@yigou/contracts';
import {
  REGISTRABLE,
  REGISTRABLE_KIND_CODES,
  REGISTRABLE_KINDS,
  type RegistrableKind,
  REGISTRANT_TYPES,
  type RegistrantType,
} from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import {
  claimsOf,
  contractForm,
  errorOf,
  EvidenceUploadComponent,
  FieldComponent,
  FieldInputDirective,
  IconComponent,
  RegionFieldComponent,
} from '@yigou/web-ui';

export type OwnRegistration = RouteResponse<'listOwnRegistrations'>['items'][number];
interface Filled {
  readonly kind: RegistrableKind | '';
  readonly type: RegistrantType | '';
  readonly name: string;
  readonly creditCode: string;
  readonly region: RegionRef | null;
  readonly contactName: string;
  readonly contactPhone: string;
}

/** Registers an organisation, or corrects a registration that was sent back. */
@Component({
  selector: 'app-registration-form',
  imports: [
    EvidenceUploadComponent,
    FieldComponent,
    FieldInputDirective,
    FormField,
    IconComponent,
    RegionFieldComponent,
  ],
  template: `
    <form class="form-grid" novalidate (submit)="submit($event)" data-testid="registration-form">
      @if (form.problem(); as problem) {
        <p class="notice notice--bad" role="alert"><yg-icon name="warning" />{{ problem }}</p>
      }
      <fieldset>
        <legend>登记为</legend>
        <div class="kinds">
          @for (one of kinds; track one.code) {
            <label>
              <input
                type="radio"
                [value]="one.code"
                [formField]="form.fields.kind"
                [attr.data-testid]="'kind-' + one.code"
              />
              <span>{{ one.label }}</span>
            </label>
          }
        </div>
        @if (errorOf(form.fields.kind(), '请选择登记为发起单位还是受赠单位'); as message) {
          <p class="error" role="alert">{{ message }}</p>
        }
      </fieldset>
      <yg-field label="单位类型">
        <select ygInput [formField]="form.fields.type" data-testid="registrant-type">
          <option value="">请选择</option>
          @for (one of types(); track one.code) {
            <option [value]="one.code">{{ one.label }}</option>
          }
        </select>
      </yg-field>
      <yg-field label="单位全称" hint="与证书上的名称一致">
        <input ygInput type="text" autocomplete="organization" [formField]="form.fields.name" data-testid="org-name" />
      </yg-field>
      <yg-field label="统一社会信用代码" hint="18 位，证书上都有">
        <input
          ygInput
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          [formField]="form.fields.creditCode"
          data-testid="org-code"
        />
      </yg-field>
      <yg-field label="所在地" hint="由当地管理部门审核">
        <yg-region-field ygInput heading="单位所在地" [anyLevel]="true" [formField]="form.fields.region" />
      </yg-field>
      <div class="pair">
        <yg-field label="联系人">
          <input ygInput type="text" autocomplete="name" [formField]="form.fields.contactName" data-testid="org-who" />
        </yg-field>
        <yg-field label="手机号">
          <input ygInput type="tel" autocomplete="tel" [formField]="form.fields.contactPhone" data-testid="org-phone" />
        </yg-field>
      </div>
      <div class="files">
        <span class="label">单位证明 <span class="muted small">证书或执照，以及单位同意您登记的证明</span></span>
        @if (of()) {
          <p class="muted small">不重新上传，就沿用上次的材料。</p>
        }
        <yg-evidence-upload
          label="单位证明"
          route="uploadPublicEvidence"
          [max]="10"
          [(files)]="files"
          [(busy)]="uploading"
        />
        @if (missing()) {
          <p class="error" role="alert" data-testid="proof-missing">请上传单位证明</p>
        }
      </div>
      <p class="muted small">联系人和手机号加密保存，只有审核人员能看到。</p>
      <div class="acts">
        <button
          type="submit"
          class="yg-button yg-button--main"
          data-testid="registration-submit"
          [disabled]="form.busy() || uploading()"
        >
          {{ uploading() ? '等待文件上传' : form.busy() ? '正在提交' : of() ? '重新提交' : '提交登记' }}
        </button>
        <button type="button" class="yg-button" (click)="left.emit()">取消</button>
      </div>
    </form>
  `,
  styleUrl: './recipients.scss',
})
export class RegistrationFormComponent {
  private readonly api = inject(ApiClient);

  /** The one that was sent back; null: a new one. */
  readonly of = input<OwnRegistration | null>(null);
  readonly sent = output<RouteResponse<'listOwnRegistrations'>>();
  readonly left = output();

  protected readonly errorOf = errorOf;
  protected readonly kinds = REGISTRABLE_KIND_CODES.map((code) => ({ code, label: REGISTRABLE_KINDS[code] }));
  protected readonly files = signal<readonly RouteResponse<'uploadPublicEvidence'>[]>([]);
  protected readonly uploading = signal(false);
  private readonly tried = signal(false);
  protected readonly missing = computed(() => this.tried() && !this.of() && this.files().length === 0);
  private readonly model = linkedSignal<string | undefined, Filled>({
    source: () => this.of()?.id,
    computation: () => {
      const one = untracked(this.of);
      return {
        kind: one?.kind ?? '',
        type: one?.type ?? '',
        name: one?.name ?? '',
        creditCode: one?.creditCode ?? '',
        region: one?.region ?? null,
        contactName: one?.contactName ?? '',
        contactPhone: one?.contactPhone ?? '',
      };
    },
  });
  protected readonly types = computed(() => {
    const { kind } = this.model();
    const codes: readonly RegistrantType[] = kind ? REGISTRABLE[kind] : [];
    return codes.map((code) => ({ code, label: REGISTRANT_TYPES[code] }));
  });
  protected readonly form = contractForm('resubmitRegistration', this.model, {
    body: ({ region, kind, type, ...said }) => ({
      ...said,
      kind: kind || null,
      type: type || null,
      regionCode: region?.code ?? '',
      proof: claimsOf(this.files()),
    }),
    rules: (path) => {
      validate(path.type, ({ value }) => (value() ? undefined : { kind: 'type', message: '请选择单位类型' }));
    },
    names: { regionCode: 'region' },
    blames: {
      credit_code_taken: 'creditCode',
      registration_waiting: 'creditCode',
      organisation_has_manager: 'creditCode',
    },
  });

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.tried.set(true);
    if (this.uploading() || this.missing()) return;
    const of = this.of();
    await this.form.send(async (said) => {
      this.sent.emit(
        of
          ? await this.api.call('resubmitRegistration', { params: { id: of.id }, ...said })
          : await this.api.call('registerOrganisation', said),
      );
    }, of?.id);
  }
}
