import { Component, inject, input, linkedSignal, signal } from '@angular/core';
import { FormField, maxLength, minLength, required, validate } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { RegionRef, RouteResponse } from '@yigou/contracts';
import { COMPLAINT_KIND_CODES, COMPLAINT_KINDS, type ComplaintKind } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
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
import { RegionNames } from '../regions/region-names';
import { complaintContent } from './complaint-text';
import { ReceivedComponent } from './received';

/** Complains about a product, a certificate or what happens in a county, 投诉举报; no account and no name needed. */
@Component({
  selector: 'app-complaint',
  imports: [
    EvidenceUploadComponent,
    FieldComponent,
    FieldInputDirective,
    FormField,
    IconComponent,
    ReceivedComponent,
    RegionFieldComponent,
    RouterLink,
  ],
  templateUrl: './complaint.html',
  styleUrl: './complaint.scss',
})
export class ComplaintPage {
  private readonly api = inject(ApiClient);
  private readonly names = inject(RegionNames);

  // From the address: what the complaint is about, where somebody came from a product, a certificate or an order.
  readonly product = input<string>();
  readonly certificate = input<string>();
  readonly order = input<string>();
  readonly region = input<string>();
  readonly about = input<string>();
  readonly kind = input<string>();

  private readonly productAnswer = apiResource('getProduct', () => {
    const id = this.product();
    return id === undefined ? undefined : { params: { id } };
  });
  private readonly regionAnswer = this.names.of(() => this.region());
  protected readonly productView = this.productAnswer.latest;
  protected readonly regionRef = linkedSignal<RegionRef | null>(() => this.regionAnswer());
  protected readonly kinds = COMPLAINT_KIND_CODES.map((code) => ({ code, label: COMPLAINT_KINDS[code] }));

  protected readonly errorOf = errorOf;
  protected readonly files = signal<readonly RouteResponse<'uploadPublicEvidence'>[]>([]);
  protected readonly uploading = signal(false);
  protected readonly number = signal('');
  private readonly model = linkedSignal<{
    kind: ComplaintKind | '';
    certificateNumber: string;
    content: string;
    name: string;
    contact: string;
  }>(() => ({
    kind: COMPLAINT_KIND_CODES.find((code) => code === this.kind()) ?? '',
    certificateNumber: this.certificate() ?? '',
    content: '',
    name: '',
    contact: '',
  }));
  protected readonly complaint = contractForm('fileComplaint', this.model, {
    body: ({ kind, certificateNumber, content, name, contact }) => ({
      kind: kind || null,
      certificateNumber: certificateNumber.trim().normalize('NFKC') || null,
      productId: this.product() ?? null,
      regionCode: this.regionRef()?.code ?? null,
      name,
      contact,
      content: complaintContent(content, { order: this.order(), about: this.about() }),
      evidence: claimsOf(this.files()),
    }),
    rules: (path) => {
      validate(path.certificateNumber, ({ value }) =>
        value().trim() || this.product() || this.regionRef()
          ? undefined
          : { kind: 'subject', message: '请填写证书编号，或在下面选择事情发生的县' },
      );
      // What is sent says more than what is typed: what it is about stands before it.
      required(path.content, { message: '请写明发生了什么' });
      minLength(path.content, 10, { message: '请再写详细一些，至少 10 个字' });
      maxLength(path.content, 1900, { message: '最多 1900 个字' });
    },
  });

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.uploading()) return;
    await this.complaint.send(async (sent) => {
      const tracked = await this.api.call('fileComplaint', sent);
      this.number.set(tracked.number);
    });
  }
}
