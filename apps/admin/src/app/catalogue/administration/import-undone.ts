import { Component, computed, input } from '@angular/core';
import type { ImportUndo } from '@yigou/contracts';
import { IMPORT_OBSTACLES } from '@yigou/contracts/labels';
import { formatCount } from '../../shared/format';

/** What undoing an import has put back, and what stays and why. */
@Component({
  selector: 'yg-import-undone',
  templateUrl: './import-undone.html',
  styleUrl: './imports.css',
})
export class ImportUndone {
  readonly undo = input.required<ImportUndo>();

  protected readonly count = formatCount;
  protected readonly obstacles = IMPORT_OBSTACLES;
  protected readonly more = computed(() => this.undo().kept - this.undo().stays.length);
}
