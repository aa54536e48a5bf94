import { ComponentHarness, type ComponentHarnessConstructor } from '@angular/cdk/testing';

/** What says something and does nothing. */
export abstract class WordsHarness extends ComponentHarness {
  /** As it is read, without what only the eye gets. */
  async words(): Promise<string> {
    return (await (await this.host()).text()).replace(/\s+/g, ' ').trim();
  }
  async hasClass(name: string): Promise<boolean> {
    return (await this.host()).hasClass(name);
  }
}

/** A harness for a component of which only words and looks are promised. */
export const wordsOf = (hostSelector: string): ComponentHarnessConstructor<WordsHarness> =>
  class extends WordsHarness {
    static readonly hostSelector = hostSelector;
  };
