import { ComponentHarness } from '@angular/cdk/testing';
import { DrawerHarness } from './drawer.harness';
import { LoadErrorHarness } from './states.harness';

/** `yg-cell`: what stands in a cell. */
export class CellHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-cell';
  private readonly image = this.locatorForOptional('img');
  private readonly bar = this.locatorForOptional('.share > span');

  async words(): Promise<string> {
    return (await (await this.host()).text()).replace(/\s+/g, ' ').trim();
  }
  async hasPicture(): Promise<boolean> {
    return (await this.image()) !== null;
  }
  /** Length of the bar of a share. */
  async share(): Promise<string | null> {
    const bar = await this.bar();
    return bar ? ((await bar.getAttribute('style')) ?? null) : null;
  }
}

/** `yg-region-select`: a place by name or pinyin; its list is ng-zorro's. */
export class RegionSelectHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-region-select';
  private readonly input = this.locatorFor('input');
  private readonly chosen = this.locatorForOptional('nz-select-item');

  async name(): Promise<string | null> {
    return (await this.input()).getAttribute('aria-label');
  }
  async value(): Promise<string | null> {
    return (await (await this.chosen())?.text()) ?? null;
  }
  async search(words: string): Promise<void> {
    await (await this.input()).setInputValue(words);
    await (await this.input()).dispatchEvent('input');
  }
}

/** `yg-filter-bar`. */
export class FilterBarHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-filter-bar';
  private readonly words = this.locatorFor('input[type="search"]');
  private readonly form = this.locatorFor('form');
  private readonly day = this.locatorFor('input[type="date"]');
  private readonly tabs = this.locatorForAll('.tabs button');

  async search(words: string): Promise<void> {
    await this.type(words);
    await (await this.form()).dispatchEvent('submit');
  }
  /** Types without Enter. */
  async type(words: string): Promise<void> {
    await (await this.words()).setInputValue(words);
    await (await this.words()).dispatchEvent('input');
  }
  async pickDay(day: string): Promise<void> {
    await (await this.day()).setInputValue(day);
    await (await this.day()).dispatchEvent('change');
  }
  async tab(words: string): Promise<void> {
    for (const tab of await this.tabs()) if ((await tab.text()) === words) return tab.click();
    throw new Error(`no tab ${words}`);
  }
  async pressedTab(): Promise<string | null> {
    for (const tab of await this.tabs()) if ((await tab.getAttribute('aria-pressed')) === 'true') return tab.text();
    return null;
  }
}

/** `yg-data-table`: one list of the console. */
export class DataTableHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-data-table';
  private readonly rowCells = this.locatorForAll('tbody tr[data-id]');
  private readonly nothing = this.locatorForOptional('tr.nothing');
  private readonly total = this.locatorForOptional('.pager p');
  private readonly links = this.locatorForAll('a.row-link');
  private readonly sorts = this.locatorForAll('button.sort');
  private readonly headings = this.locatorForAll('th');
  private readonly box = this.locatorForOptional('.table-box');
  private readonly next = this.locatorFor('[data-testid="page-next"]');
  private readonly previous = this.locatorFor('[data-testid="page-previous"]');
  private readonly clearButton = this.locatorFor('tr.nothing button');
  private readonly chooser = this.locatorForAll('[data-testid="choose-row"]');
  private readonly allChooser = this.locatorFor('[data-testid="choose-all"]');
  readonly filters = this.locatorFor(FilterBarHarness);
  readonly failure = this.locatorForOptional(LoadErrorHarness);
  readonly drawer = this.documentRootLocatorFactory().locatorForOptional(DrawerHarness);

  async rows(): Promise<string[]> {
    return Promise.all((await this.rowCells()).map(async (row) => (await row.text()).replace(/\s+/g, ' ').trim()));
  }
  async empty(): Promise<string | null> {
    return (await (await this.nothing())?.text()) ?? null;
  }
  async totalWords(): Promise<string | null> {
    return (await (await this.total())?.text())?.replace(/\s+/g, ' ').trim() ?? null;
  }
  async name(): Promise<string | null> {
    return (await (await this.box())?.getAttribute('aria-label')) ?? null;
  }
  async open(index: number): Promise<void> {
    await (await this.links())[index]?.click();
  }
  async sort(index: number): Promise<void> {
    await (await this.sorts())[index]?.click();
  }
  async sorted(): Promise<(string | null)[]> {
    return Promise.all((await this.headings()).map((one) => one.getAttribute('aria-sort')));
  }
  async canTurn(): Promise<{ back: boolean; forward: boolean }> {
    const [back, forward] = await Promise.all([this.previous(), this.next()]);
    return { back: !(await back.getProperty('disabled')), forward: !(await forward.getProperty('disabled')) };
  }
  async forward(): Promise<void> {
    await (await this.next()).click();
  }
  async back(): Promise<void> {
    await (await this.previous()).click();
  }
  async clear(): Promise<void> {
    await (await this.clearButton()).click();
  }
  /** Chooses a row, or lets it go. */
  async choose(index: number): Promise<void> {
    await (await this.chooser())[index]?.click();
  }
  async chooseAll(): Promise<void> {
    await (await this.allChooser()).click();
  }
  /** Whether each row is chosen, as its checkbox says. */
  async chosen(): Promise<boolean[]> {
    return Promise.all((await this.chooser()).map((one) => one.getProperty<boolean>('checked')));
  }
}
