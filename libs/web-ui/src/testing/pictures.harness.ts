import { ComponentHarness } from '@angular/cdk/testing';

export class IconHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-icon';
  private readonly drawing = this.locatorFor('svg');
  private readonly line = this.locatorFor('path');

  async isHiddenFromReaders(): Promise<boolean> {
    return (await (await this.drawing()).getAttribute('aria-hidden')) === 'true';
  }
  async path(): Promise<string | null> {
    return (await this.line()).getAttribute('d');
  }
}

export class PhotoHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-photo';
  private readonly image = this.locatorForOptional('img');
  private readonly avif = this.locatorForOptional('source[type="image/avif"]');
  private readonly drawing = this.locatorForOptional('svg');

  /** The picture's address; null while a drawing stands in. */
  async source(): Promise<string | null> {
    return (await (await this.image())?.getAttribute('src')) ?? null;
  }
  async loading(): Promise<string | null> {
    return (await (await this.image())?.getAttribute('loading')) ?? null;
  }
  async offersAvif(): Promise<boolean> {
    return (await this.avif()) !== null;
  }
  /** What a screen reader is told of picture or drawing; null for nothing. */
  async name(): Promise<string | null> {
    const image = await this.image();
    if (image) return image.getAttribute('alt');
    return (await (await this.drawing())?.getAttribute('aria-label')) ?? null;
  }
  async fail(): Promise<void> {
    await (await this.image())?.dispatchEvent('error');
  }
}
