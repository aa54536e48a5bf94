import { Component, input } from '@angular/core';
import type { ImportPreview as Preview } from '@yigou/contracts';
import { formatCount, formatMoney } from '../../shared/format';

/** What a file of products would change. */
@Component({
  selector: 'yg-import-preview',
  templateUrl: './import-preview.html',
  styleUrl: './imports.css',
})
export class ImportPreview {
  readonly preview = input.required<Preview>();

  protected readonly count = formatCount;
  protected readonly money = formatMoney;
}
