import { WordsHarness } from './words.harness';

export class ProductCardHarness extends WordsHarness {
  static readonly hostSelector = 'yg-product-card';
  private readonly link = this.locatorFor('a.name');
  private readonly place = this.locatorForOptional('a.place');
  private readonly marks = this.locatorForAll('mark');
  private readonly filled = this.locatorForOptional('[data-testid="demo-fields"]');

  async href(): Promise<string | null> {
    return (await this.link()).getAttribute('href');
  }
  /** Where the place leads to; null while it leads nowhere of its own. */
  async placeHref(): Promise<string | null> {
    return (await (await this.place())?.getAttribute('href')) ?? null;
  }
  /** What was found of the words that were searched for. */
  async hits(): Promise<string[]> {
    return Promise.all((await this.marks()).map((one) => one.text()));
  }
  async demoFields(): Promise<string | null> {
    return (await (await this.filled())?.text()) ?? null;
  }
}
