import {
  afterNextRender,
  Component,
  computed,
  debounced,
  type ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { RegionRef, RegionView } from '@yigou/contracts';
import { apiResource } from '@yigou/web-data';
import { IconComponent } from './icon';
import { ErrorStateComponent, SkeletonComponent } from './states';

interface Step {
  readonly code: string;
  readonly name: string;
}

const LEVEL_WORDS = ['省份', '地市', '县区'] as const;

/**
 * Province → prefecture → county, or straight to it by searching in Chinese or pinyin.
 * `anyLevel` lets a whole province or prefecture be chosen (filters); an address always needs what nothing lies below: a county,
 * or 东莞, 中山, 儋州 and the like, which have none.
 */
@Component({
  selector: 'yg-region-picker',
  imports: [IconComponent, ErrorStateComponent, SkeletonComponent],
  templateUrl: './region-picker.html',
  styleUrl: './region-picker.scss',
  host: { '[class.browse]': 'browse()' },
})
export class RegionPickerComponent {
  readonly value = input<RegionRef | null>(null);
  readonly anyLevel = input(false);
  /** Only the 832 counties and what lies above them. */
  readonly povertyOnly = input(false);
  /** False leaves only the search, where the page lists the places itself. */
  readonly browse = input(true);
  readonly picked = output<RegionRef>();

  private readonly injector = inject(Injector);
  private readonly steps = viewChild<ElementRef<HTMLElement>>('steps');

  protected readonly query = signal('');
  private readonly typed = debounced(this.query, 200);
  protected readonly trail = signal<readonly Step[]>([]);
  protected readonly parent = computed(() => this.trail().at(-1) ?? null);
  protected readonly levelWord = computed(() => LEVEL_WORDS[this.trail().length] ?? LEVEL_WORDS[2]);

  private readonly children = apiResource('listRegions', () =>
    this.browse() ? { query: { parent: this.parent()?.code } } : undefined,
  );
  private readonly hits = apiResource('searchRegions', () => {
    const q = this.typed.hasValue() ? this.typed.value().trim() : '';
    return q && this.query().trim() ? { query: { q } } : undefined;
  });

  protected readonly items = computed(() => {
    if (!this.children.hasValue()) return null;
    return this.children.value().items.filter((item) => !this.povertyOnly() || item.poverty);
  });
  protected readonly failure = computed(() => this.children.failure()?.message ?? null);
  protected readonly searching = computed(() => this.query().trim() !== '');
  protected readonly found = computed(() =>
    this.searching()
      ? (this.hits
          .latest()
          ?.items.filter((hit) => (this.anyLevel() || hit.leaf) && (!this.povertyOnly() || hit.poverty)) ?? null)
      : null,
  );

  protected reload(): void {
    this.children.reload();
  }

  protected choose(item: RegionView): void {
    if (!item.leaf) {
      this.trail.update((trail) => [...trail, { code: item.code, name: item.name }]);
      this.keepFocus();
      return;
    }
    this.pick({ code: item.code, name: item.name });
  }

  /** Everything below the step that is open. */
  protected chooseWhole(): void {
    const parent = this.parent();
    if (!parent) return;
    const path = this.path(this.trail().slice(0, -1), parent.name);
    this.picked.emit({ code: parent.code, name: parent.name, path });
  }

  protected back(length: number): void {
    this.trail.update((trail) => trail.slice(0, length));
    this.keepFocus();
  }

  /** What was pressed is gone with its level: whoever uses the keyboard goes on from the last step, and not from the top of the page. */
  private keepFocus(): void {
    const focus = () => this.steps()?.nativeElement.querySelector<HTMLElement>('[aria-current="step"]')?.focus();
    afterNextRender(focus, { injector: this.injector });
  }

  protected pickHit(hit: RegionRef): void {
    this.picked.emit({ code: hit.code, name: hit.name, path: hit.path });
  }

  private pick(step: Step): void {
    this.picked.emit({ ...step, path: this.path(this.trail(), step.name) });
  }

  private path(trail: readonly Step[], name: string): string {
    return [...trail.map((step) => step.name), name].filter((part, index, all) => part !== all[index - 1]).join(' ');
  }
}
