import { Component, computed, effect, inject, input, linkedSignal, output, signal, untracked } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import { CANTEEN_KINDS } from '@yigou/contracts/labels';
import { ApiClient, toApiError } from '@yigou/web-data';
import { contractForm, errorOf, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { formatMoney } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PercentInput, YuanInput } from '../../shared/typed-inputs/typed-inputs';
import { type Filing, FILING_FIELDS, percent } from '../filing-words';
import { UnitSelect } from '../../shared/unit-select';
import { bodyOf, draftOf, filesAmounts, ratioWarnings, reservedOf, type ShareYear } from './filing-draft';
import { operatorForm } from './operator-form';
import { ReturnedNote } from './returned-note';

/** Writes a version of the year that is being made, 年度填报: reckons while it is typed, says what will be asked about, saves and files. */
@Component({
  selector: 'yg-filing-form',
  imports: [
    FieldComponent,
    FieldInputDirective,
    FormDialog,
    FormField,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzOptionComponent,
    NzSelectComponent,
    PercentInput,
    ReturnedNote,
    UnitSelect,
    YuanInput,
  ],
  templateUrl: './filing-form.html',
  styleUrls: ['../../shared/column.css', './filing-form.css'],
})
export class FilingForm {
  readonly filing = input.required<Filing>();
  readonly year = input.required<ShareYear>();
  /** It was filed: it is somebody else's turn. */
  readonly filed = output();
  /** Somebody else wrote on it meanwhile, and their version is wanted. */
  readonly overtaken = output();

  private readonly api = inject(ApiClient);
  private readonly message = inject(NzMessageService);
  /** As it was stored last: what is typed stays in the form when that is saved. */
  protected readonly stored = linkedSignal(() => this.filing());
  /** The page reads its filing again now and then: what is typed begins anew only for another one, or for what somebody else wrote on it. */
  private readonly version = computed(() => this.filing(), {
    equal: (one, other) => one.id === other.id && one.lockVersion === other.lockVersion,
  });
  private readonly filled = linkedSignal({
    source: this.version,
    computation: (filing) => draftOf(filing),
  });
  /** More must be there for filing than for a draft. */
  private readonly complete = signal(false);
  protected readonly form = contractForm('saveFiling', this.filled, {
    body: (draft) => bodyOf(draft, this.stored().lockVersion),
    blames: { filing_reason_needed: 'changeReason' },
    rules: (path) => {
      for (const [field, message] of [
        [path.canteenTotalFen, '请填写年度食堂食材采购总额'],
        [path.ratioBp, '请填写预留比例'],
      ] as const)
        validate(field, ({ value, valueOf }) =>
          this.complete() && filesAmounts(valueOf(path.canteen)) && value() === null
            ? { kind: 'required', message }
            : undefined,
        );
    },
  });
  protected readonly labels = FILING_FIELDS;
  protected readonly canteens = Object.entries(CANTEEN_KINDS);
  protected readonly kind = computed(() => this.form.value().canteen);
  protected readonly amounts = computed(() => filesAmounts(this.kind()));
  protected readonly reserved = computed(() => {
    const fen = reservedOf(this.form.value());
    return fen === null ? '—' : formatMoney(fen);
  });
  protected readonly warnings = computed(() => ratioWarnings(this.form.value(), this.year().rules));
  protected readonly ratioHint = computed(() => {
    const { minimumBp, grantedBp } = this.year().rules;
    const least =
      grantedBp === null
        ? `本地区不低于 ${percent(minimumBp)}`
        : `经批准不低于 ${percent(grantedBp)}（本地区 ${percent(minimumBp)}）`;
    const last = this.year().lastYear;
    return last ? `${least}，上年 ${percent(last.ratioBp)}。` : `${least}。`;
  });
  protected readonly totalHint = computed(() => {
    const last = this.year().lastYear;
    return last ? `上年 ${formatMoney(last.canteenTotalFen)}。` : '全年食堂采购米面油、蔬菜、肉蛋等食材的总金额。';
  });
  private readonly named = signal<{ id: string; name: string } | null>(null);
  protected readonly operator = computed(() => {
    const id = this.form.value().operatorId;
    return [this.named(), this.stored().operator].find((one) => one?.id === id)?.name ?? '';
  });
  protected readonly operatorError = computed(() => errorOf(this.form.fields.operatorId()));
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly conflict = linkedSignal({ source: this.version, computation: () => false });

  constructor() {
    effect(() => {
      this.version();
      untracked(() => this.form.reset());
    });
  }

  protected note(field: string): string {
    return this.filing().fieldNotes[field] ?? '';
  }

  protected nameOperator(): void {
    this.dialog.set(
      operatorForm(this.api, (operator) => {
        this.named.set(operator);
        this.form.fields.operatorId().controlValue.set(operator.id);
      }),
    );
  }

  /** Saves it, and files it where that is wanted: a refusal of the filing loses nothing of what was saved. */
  protected async send(toFile: boolean): Promise<void> {
    this.complete.set(toFile);
    this.conflict.set(false);
    const { id } = untracked(this.filing);
    const sent = await this.form.send(async ({ body }) => {
      try {
        this.stored.set(await this.api.call('saveFiling', { params: { id }, body }));
        if (toFile) await this.api.call('fileFiling', { params: { id } });
      } catch (error) {
        this.conflict.set(toApiError(error).code === 'version_conflict');
        throw error;
      }
    }, id);
    if (!sent) return;
    this.message.success(toFile ? '已提交。' : '草稿已保存。');
    if (toFile) this.filed.emit();
  }
}
