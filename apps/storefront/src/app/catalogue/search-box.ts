import {
  Component,
  computed,
  debounced,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { apiResource } from '@yigou/web-data';
import { IconComponent } from '@yigou/web-ui';

type Suggestion = RouteResponse<'suggest'>['items'][number];
const KIND_WORDS = { product: '产品', county: '产地', category: '分类' } as const;
let nextId = 0;

/** Search field with suggestions (Chinese, pinyin, initials) after the combobox pattern: arrows move, Enter takes, Escape closes. */
@Component({
  selector: 'app-search-box',
  imports: [IconComponent],
  templateUrl: './search-box.html',
  styleUrl: './search-box.scss',
  host: { '[class.large]': 'large()' },
})
export class SearchBoxComponent {
  private readonly router = inject(Router);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly initial = input('');
  readonly large = input(false);
  protected readonly listId = `search-list-${++nextId}`;

  /** What somebody typed into the rendered page before it could hear that. */
  private readonly typedBefore =
    inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.querySelector('input')?.value;
  protected readonly query = linkedSignal<string, string>({
    source: () => this.initial(),
    computation: (initial, before) => (before ? initial : this.typedBefore || initial),
  });
  protected readonly open = signal(false);
  protected readonly active = signal(-1);
  private readonly typed = debounced(this.query, 160);
  private readonly answer = apiResource('suggest', () => {
    const q = this.typed.hasValue() ? this.typed.value().trim().slice(0, 30) : '';
    return this.open() && q ? { query: { q } } : undefined;
  });
  /** A search works without suggestions: when they fail to come, none are shown. */
  protected readonly items = computed<readonly Suggestion[]>(() =>
    this.answer.hasValue() && this.query().trim() ? this.answer.value().items : [],
  );
  protected readonly expanded = computed(() => this.open() && this.items().length > 0);
  protected readonly kindWord = (kind: Suggestion['kind']) => KIND_WORDS[kind];

  protected input(event: Event): void {
    this.query.set((event.target as HTMLInputElement).value);
    this.active.set(-1);
    this.open.set(true);
  }

  protected move(event: Event, step: 1 | -1): void {
    if (!this.expanded()) {
      this.open.set(true);
      return;
    }
    event.preventDefault();
    const count = this.items().length;
    this.active.update((active) => (active === -1 && step === -1 ? count - 1 : (active + step + count) % count));
  }

  protected close(event: Event): void {
    if (!this.expanded()) return;
    event.preventDefault();
    this.open.set(false);
    this.active.set(-1);
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const chosen = this.expanded() ? this.items()[this.active()] : undefined;
    if (chosen) this.take(chosen);
    else void this.go('/products', { q: this.query().trim() || null });
  }

  protected take(item: Suggestion): void {
    if (item.kind === 'product') {
      this.query.set(item.text);
      // Several products may share the suggested words; an id leads to the one, anything else is searched for.
      const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(item.value);
      void (isId ? this.go(`/products/${item.value}`, {}) : this.go('/products', { q: item.value }));
      return;
    }
    this.query.set('');
    void this.go('/products', item.kind === 'county' ? { region: item.value } : { category: item.value });
  }

  private async go(path: string, queryParams: Record<string, string | null>): Promise<void> {
    this.open.set(false);
    this.active.set(-1);
    this.field().nativeElement.blur();
    await this.router.navigate([path], { queryParams });
  }
}
