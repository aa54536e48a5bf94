import { Component, computed, input, output } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Field, FieldControl } from '../../shared/field';
import { FILE_LABELS, type FileDraft, fileErrors } from './file-draft';

interface Row {
  readonly key: Exclude<keyof FileDraft, 'agent'>;
  readonly hint: string;
  readonly max: number;
  readonly mode?: 'text' | 'tel' | 'numeric';
  readonly lines?: number;
  readonly autocomplete?: string;
}
const ROWS: readonly Row[] = [
  { key: 'township', hint: '', max: 50 },
  { key: 'village', hint: '', max: 50 },
  { key: 'address', hint: '村组、门牌，能让快递找到。', max: 200, autocomplete: 'street-address' },
  { key: 'legalPerson', hint: '营业执照上的负责人。', max: 50 },
  { key: 'contact', hint: '平台和县里有事找谁。', max: 50, autocomplete: 'name' },
  { key: 'phone', hint: '手机或带区号的座机。', max: 20, mode: 'tel', autocomplete: 'tel' },
  { key: 'bankName', hint: '写到支行，例如：中国农业银行渭源县支行。', max: 100 },
  { key: 'bankAccount', hint: '', max: 40, mode: 'numeric' },
  { key: 'productionBase', hint: '在哪里种、在哪里加工。', max: 300, lines: 2 },
  { key: 'baseMu', hint: '没有种植基地的不用填。', max: 9, mode: 'numeric' },
  { key: 'introduction', hint: '买家会看到。多少户人、种了多少年、有什么特色，都可以写。', max: 2000, lines: 5 },
];

/** The fields of the file, one under the other, each with what a reviewer wrote about it. */
@Component({
  selector: 'yg-file-fields',
  imports: [Field, FieldControl, FormsModule, NzInputDirective],
  template: `
    <div class="column">
      @for (row of rows; track row.key) {
        <yg-field
          [control]="row.key"
          [label]="labels[row.key]"
          [hint]="hint(row)"
          [error]="wrong()[row.key]"
          [optional]="row.key === 'baseMu' || row.key === 'village'"
        >
          @if (row.lines) {
            <textarea
              nz-input
              ygControl
              [name]="row.key"
              [rows]="row.lines"
              [maxlength]="row.max"
              [readonly]="!editable().includes(row.key)"
              [ngModel]="draft()[row.key]"
              (ngModelChange)="type(row.key, $event)"
              [attr.data-testid]="'file-' + row.key"
            ></textarea>
          } @else {
            <input
              nz-input
              ygControl
              [name]="row.key"
              [attr.inputmode]="row.mode ?? 'text'"
              [attr.autocomplete]="row.autocomplete ?? 'off'"
              [maxlength]="row.max"
              [readonly]="!editable().includes(row.key)"
              [ngModel]="draft()[row.key]"
              [ngModelOptions]="{ updateOn: row.key === 'bankAccount' ? 'blur' : 'change' }"
              (ngModelChange)="type(row.key, $event)"
              [attr.data-testid]="'file-' + row.key"
            />
          }
        </yg-field>
      }
      <label class="tick">
        <input
          type="checkbox"
          name="agent"
          [disabled]="!editable().includes('agent')"
          [ngModel]="draft().agent"
          (ngModelChange)="changed.emit({ agent: $event })"
        />
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
  readonly draft = input.required<FileDraft>();
  /** 尾号 of the stored account. */
  readonly accountMasked = input<string | null>(null);
  /** Keys of the fields that may be changed now. */
  readonly editable = input<readonly string[]>([]);
  readonly errors = input<Readonly<Record<string, string>>>({});
  readonly notes = input<Readonly<Record<string, string>>>({});
  readonly changed = output<Partial<FileDraft>>();

  protected readonly rows = ROWS;
  protected readonly labels = FILE_LABELS;
  protected readonly wrong = computed<Readonly<Record<string, string>>>(() => {
    const noted = Object.fromEntries(Object.entries(this.notes()).map(([key, note]) => [key, `审核意见：${note}`]));
    return { ...noted, ...this.errors(), ...fileErrors(this.draft()) };
  });

  protected type(key: Row['key'], typed: string): void {
    this.changed.emit({ [key]: typed });
  }

  protected hint(row: Row): string {
    if (row.key !== 'bankAccount') return row.hint;
    return this.accountMasked()
      ? `已登记，${this.accountMasked()}。要换账号时重新填写。`
      : '收货款用的对公账号或负责人账号。';
  }
}
