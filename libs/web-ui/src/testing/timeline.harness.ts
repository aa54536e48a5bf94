import { ComponentHarness } from '@angular/cdk/testing';

export class TimelineHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-timeline';
  private readonly items = this.locatorForAll('ol > li');
  private readonly times = this.locatorForAll('time');

  async entries(): Promise<string[]> {
    return Promise.all((await this.items()).map((item) => item.text()));
  }
  /** Instants for machines. */
  async instants(): Promise<(string | null)[]> {
    return Promise.all((await this.times()).map((time) => time.getAttribute('datetime')));
  }
  async marks(): Promise<(string | null)[]> {
    return Promise.all((await this.items()).map((item) => item.getAttribute('class')));
  }
}
