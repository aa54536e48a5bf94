import { Component, computed, input, linkedSignal, output } from '@angular/core';
import type { ImportQuestion } from '@yigou/contracts';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { formatCount } from '../../shared/format';

interface Answer {
  readonly key: string;
  /** The name that is meant; null: it is new. */
  readonly same: string | null;
}
const KINDS: Readonly<Record<ImportQuestion['kind'], string>> = {
  supplier: '供应商',
  product: '产品',
  packing: '规格',
};

/** Asks of each new name that is near to others whether it is one of them. */
@Component({
  selector: 'yg-import-questions',
  imports: [NzButtonComponent],
  templateUrl: './import-questions.html',
  styleUrl: './imports.css',
})
export class ImportQuestions {
  readonly questions = input.required<readonly ImportQuestion[]>();
  /** Further ones, which come once these are answered. */
  readonly more = input(0);
  readonly busy = input(false);
  readonly answered = output<Answer[]>();

  protected readonly kinds = KINDS;
  protected readonly count = formatCount;
  private readonly chosen = linkedSignal<readonly ImportQuestion[], ReadonlyMap<string, string | null>>({
    source: this.questions,
    computation: () => new Map(),
  });
  protected readonly open = computed(() => this.questions().filter(({ key }) => !this.chosen().has(key)).length);

  protected choose(key: string, same: string | null): void {
    this.chosen.update((before) => new Map(before).set(key, same));
  }

  protected send(event: Event): void {
    event.preventDefault();
    if (this.open() === 0 && !this.busy()) this.answered.emit([...this.chosen()].map(([key, same]) => ({ key, same })));
  }
}
