import { Component, computed, input } from '@angular/core';
import type { ImportPreview as Preview } from '@yigou/contracts';
import { formatCount, formatMoney } from '../../shared/format';

const KINDS: Readonly<Record<Preview['skipped'][number]['kind'], string>> = {
  title: '标题',
  hint: '填写提示',
  total: '合计',
  note: '备注',
  header: '重复的表头',
};

/** What a file of products would change, and how it was understood. */
@Component({
  selector: 'yg-import-preview',
  templateUrl: './import-preview.html',
  styleUrl: './imports.css',
})
export class ImportPreview {
  readonly preview = input.required<Preview>();

  protected readonly count = formatCount;
  protected readonly money = formatMoney;
  protected readonly kinds = KINDS;
  /** Columns that the file calls otherwise than the template. */
  protected readonly renamed = computed(() => this.preview().found.filter(({ column, written }) => column !== written));
  protected readonly same = computed(() => this.preview().found.filter(({ column, written }) => column === written));
}
