import { Component, computed, effect, inject, input, linkedSignal, untracked } from '@angular/core';
import { applyEach, FormField, required } from '@angular/forms/signals';
import type { RouteBody } from '@yigou/contracts';
import {
  GOODS_PAPER_CODES,
  GOODS_PAPERS,
  type GoodsPaper,
  GOODS_REFUSALS,
  weighedWords,
  weightWords,
} from '@yigou/contracts/labels';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { formatMoney } from '../../../shared/format';
import { CountInput, WeightInput } from '../../../shared/typed-inputs/typed-inputs';
import { type KeptSheet, KeptSheets, type Written, type WrittenLine } from './kept-sheets';
import { keptPhoto } from '../../../shared/kept/shrink-photo';

type Body = RouteBody<'signAcceptance'>;
const NAMES = [
  'accepted',
  'grams',
  'short',
  'refused',
  'refusal',
  'note',
  'batch',
  'producedOn',
  'shelfLifeDays',
  'papers',
];
interface Weighable extends Written {
  readonly lines: readonly (WrittenLine & { readonly grams: number | null })[];
}
/** A sheet names at most nine photos a line. */
const MOST_PHOTOS = 9;

/** A sheet that was begun before goods were weighed has no field for it. */
const weighable = ({ lines, remark }: Written): Weighable => ({
  lines: lines.map((line) => ({ ...line, grams: line.grams ?? null })),
  remark,
});

/** Whether something of the line was looked at this time. */
const looked = ({ accepted, short, refused }: WrittenLine): boolean =>
  (accepted ?? 0) + (short ?? 0) + (refused ?? 0) > 0;

/** What came of an order, line by line, to be signed by the first of two people. Kept on the phone at each key. */
@Component({
  selector: 'yg-acceptance-form',
  imports: [
    CountInput,
    FieldComponent,
    FieldInputDirective,
    FormField,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    WeightInput,
  ],
  templateUrl: './acceptance-form.html',
  styleUrl: './acceptance-form.css',
})
export class AcceptanceForm {
  readonly sheet = input.required<KeptSheet>();

  private readonly kept = inject(KeptSheets);
  private readonly id = computed(() => this.sheet().id);
  /** Begins with what was kept, and is not overwritten by what it keeps itself. */
  private readonly written = linkedSignal({
    source: this.id,
    computation: () => weighable(untracked(this.sheet).written),
  });
  private readonly filled = computed(() => this.written().lines.flatMap((line, at) => (looked(line) ? [at] : [])));
  protected readonly form = contractForm('signAcceptance', this.written, {
    body: ({ lines, remark }) => ({
      lines: lines.filter(looked).map((line) => ({
        ...line,
        grams: this.isWeighed(line) ? line.grams : null,
        short: line.short ?? 0,
        refused: line.refused ?? 0,
        refusal: (line.refused ?? 0) > 0 ? line.refusal || null : null,
        producedOn: line.producedOn || null,
        papers: [...line.papers],
        photos: [],
      })),
      remark,
      recordedAt: new Date().toISOString(),
    }),
    rules: (form) => {
      applyEach(form.lines, (line) => {
        required(line.grams, {
          when: ({ valueOf }) => this.isWeighed(valueOf(line)),
          message: '按实称结算，请填写收下的重量',
        });
      });
    },
    // Lines of which nothing came are left out: what the contract says of one stands at its place in the form.
    names: () =>
      Object.fromEntries(
        this.filled().flatMap((at, place) => NAMES.map((name) => [`lines.${place}.${name}`, `lines.${at}.${name}`])),
      ),
    // Nothing is lost by leaving.
    guard: false,
  });
  protected readonly lines = computed(() => new Map(this.sheet().order.lines.map((line) => [line.id, line])));
  protected readonly papers = GOODS_PAPER_CODES;
  protected readonly paperNames = GOODS_PAPERS;
  protected readonly refusals = Object.entries(GOODS_REFUSALS);
  protected readonly mostPhotos = MOST_PHOTOS;

  constructor() {
    effect(() => {
      const written = this.written();
      untracked(() => void this.kept.write(this.id(), { written }));
    });
  }

  /** Whether what is taken of a line is put on the scales. */
  protected isWeighed({ orderLineId, accepted }: WrittenLine): boolean {
    return (accepted ?? 0) > 0 && Boolean(this.lines().get(orderLineId)?.weight);
  }

  /** What it comes to as it was weighed. */
  protected weighed({ orderLineId, accepted, grams }: WrittenLine): string {
    const terms = this.lines().get(orderLineId)?.weight;
    return terms && accepted && grams ? weighedWords(terms, { pieces: accepted, grams }, formatMoney) : '';
  }

  protected terms(orderLineId: string): string {
    const terms = this.lines().get(orderLineId)?.weight;
    return terms ? weightWords(terms, formatMoney) : '';
  }

  protected photosOf(lineId: string) {
    return this.sheet().photos[lineId] ?? [];
  }

  protected has(index: number, paper: GoodsPaper): boolean {
    return this.written().lines[index]?.papers.includes(paper) ?? false;
  }

  protected toggle(index: number, paper: GoodsPaper): void {
    this.change(index, ({ papers }) => ({
      papers: papers.includes(paper) ? papers.filter((one) => one !== paper) : [...papers, paper],
    }));
  }

  protected async addPhotos(lineId: string, event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const added = await Promise.all([...(field.files ?? [])].map(keptPhoto));
    field.value = '';
    const photos = [...this.photosOf(lineId), ...added].slice(0, MOST_PHOTOS);
    await this.kept.write(this.id(), { photos: { ...this.sheet().photos, [lineId]: photos } });
  }

  protected async removePhoto(lineId: string, id: string): Promise<void> {
    const photos = this.photosOf(lineId).filter((photo) => photo.id !== id);
    await this.kept.write(this.id(), { photos: { ...this.sheet().photos, [lineId]: photos } });
  }

  protected async sign(): Promise<void> {
    await this.form.send(({ body }) => this.kept.sign(this.id(), body as Body), this.id());
  }

  protected forget(): Promise<void> {
    return this.kept.forget(this.id());
  }

  private change(index: number, with_: (line: WrittenLine) => Partial<WrittenLine>): void {
    this.written.update(({ lines, remark }) => ({
      lines: lines.map((line, at) => (at === index ? { ...line, ...with_(line) } : line)),
      remark,
    }));
  }
}
