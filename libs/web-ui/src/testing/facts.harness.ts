import { ComponentHarness } from '@angular/cdk/testing';

/** A list of facts, read as a person reads it. */
export class FactListHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-facts';
  private readonly terms = this.locatorForAll(':scope > dl > div > dt');
  private readonly descriptions = this.locatorForAll(':scope > dl > div > dd');
  private readonly outstanding = this.locatorForAll(':scope > dl > .strong > dt');

  /** Term → description, in their order. */
  async facts(): Promise<[term: string, description: string][]> {
    const [terms, descriptions] = await Promise.all([this.terms(), this.descriptions()]);
    return Promise.all(terms.map(async (term, i) => [await term.text(), (await descriptions[i]?.text()) ?? '']));
  }
  /** Terms of what stands out. */
  async strong(): Promise<string[]> {
    return Promise.all((await this.outstanding()).map((term) => term.text()));
  }
  async layout(): Promise<string | null> {
    return (await this.host()).getAttribute('data-layout');
  }
}
