import { Component, computed, input } from '@angular/core';
import { debounce, disabled, FormField, readonly, validate } from '@angular/forms/signals';
import type { SupplierFile } from '@yigou/contracts';
import { contractForm } from '@yigou/web-ui';
import type { AutoSave } from '../../shared/saving/auto-save';
import { draftModel } from '../../shared/saving/draft-model';
import { saidOf } from '../../shared/saving/said';
import { TextField } from '../../shared/text-field';
import { FILE_LABELS, type FileDraft, muProblem, typedBody } from './file-draft';

interface Row {
  readonly key: Exclude<keyof FileDraft, 'agent'>;
  readonly hint: string;
  readonly mode?: 'text' | 'tel' | 'numeric';
  readonly lines?: number;
  readonly autocomplete?: string;
}
const ROWS: readonly Row[] = [
  { key: 'township', hint: '' },
  { key: 'village', hint: '' },
  { key: 'address', hint: '村组、门牌，能让快递找到。', autocomplete: 'street-address' },
  { key: 'legalPerson', hint: '营业执照上的负责人。' },
  { key: 'contact', hint: '平台和县里有事找谁。', autocomplete: 'name' },
  { key: 'phone', hint: '手机或带区号的座机。', mode: 'tel', autocomplete: 'tel' },
  { key: 'bankName', hint: '写到支行，例如：中国农业银行渭源县支行。' },
  { key: 'bankAccount', hint: '', mode: 'numeric' },
  { key: 'productionBase', hint: '在哪里种、在哪里加工。', lines: 2 },
  { key: 'baseMu', hint: '没有种植基地的不用填。', mode: 'numeric' },
  { key: 'introduction', hint: '买家会看到。多少户人、种了多少年、有什么特色，都可以写。', lines: 5 },
];

/** The fields of the file, one under the other, each with what a reviewer wrote about it. */
@Component({
  selector: 'yg-file-fields',
  imports: [FormField, TextField],
  template: `
    <div class="column">
      @for (row of rows; track row.key) {
        <yg-text-field
          [field]="form.fields[row.key]"
          [label]="labels[row.key]"
          [hint]="hint(row)"
          [optional]="row.key === 'baseMu' || row.key === 'village'"
          [lines]="row.lines ?? 1"
          [mode]="row.mode ?? 'text'"
          [autocomplete]="row.autocomplete ?? 'off'"
          [said]="said()[row.key]"
          [testId]="'file-' + row.key"
        />
      }
      <label class="tick">
        <input type="checkbox" [formField]="form.fields.agent" />
        <span>
          我们受农户或合作社委托代销
          <small>自己不生产、替别人卖的，请勾选，并在证照里上传委托销售协议。</small>
        </span>
      </label>
    </div>
  `,
  styleUrl: '../../shared/column.css',
})
export class FileFields {
  readonly saving = input.required<AutoSave<SupplierFile, FileDraft>>();
  /** Keys of the fields that may be changed now. */
  readonly editable = input<readonly string[]>([]);
  readonly notes = input<Readonly<Record<string, string>>>({});

  protected readonly rows = ROWS;
  protected readonly labels = FILE_LABELS;
  protected readonly form = contractForm<'saveSupplierFile', FileDraft>(
    'saveSupplierFile',
    draftModel(() => this.saving()),
    {
      body: (draft) => typedBody(draft, this.saving().view().version),
      rules: (path) => {
        for (const { key } of ROWS) readonly(path[key], () => !this.editable().includes(key));
        disabled(path.agent, () => !this.editable().includes('agent'));
        // Half an account is neither refused nor saved.
        debounce(path.bankAccount, 'blur');
        validate(path.baseMu, ({ value }) => muProblem(value()));
      },
      // What is not saved yet is guarded by the page.
      guard: false,
    },
  );
  protected readonly said = computed(() => saidOf(this.notes(), this.saving().errors()));

  /** Puts the cursor into a field. */
  focus(key: string): void {
    this.form.fields[key as keyof FileDraft]?.().focusBoundControl();
  }

  protected hint(row: Row): string {
    if (row.key !== 'bankAccount') return row.hint;
    const masked = this.saving().view().bankAccountMasked;
    if (this.editable().length > 0 && !this.editable().includes('bankAccount'))
      return `${masked ? `已登记，${masked}。` : ''}由本单位负责人修改。`;
    return masked ? `已登记，${masked}。要换账号时重新填写。` : '收货款用的对公账号或负责人账号。';
  }
}
