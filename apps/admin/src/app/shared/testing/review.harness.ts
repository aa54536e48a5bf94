import { ComponentHarness } from '@angular/cdk/testing';

/** `yg-field-note`: the place at a field for what is to be put right there. */
export class FieldNoteHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-field-note';
  private readonly words = this.locatorForOptional('input');
  private readonly adding = this.locatorForOptional('button.add');
  private readonly removing = this.locatorForOptional('.row button');

  async state(): Promise<'absent' | 'offered' | 'open'> {
    if (await this.words()) return 'open';
    return (await this.adding()) ? 'offered' : 'absent';
  }
  /** Of its button, or of its field once that is open. */
  async name(): Promise<string | null> {
    return (await ((await this.words()) ?? (await this.adding()))?.getAttribute('aria-label')) ?? null;
  }
  async begin(): Promise<void> {
    await (await this.adding())?.click();
  }
  async write(words: string): Promise<void> {
    await (await this.words())?.setInputValue(words);
    await (await this.words())?.dispatchEvent('input');
  }
  async drop(): Promise<void> {
    await (await this.removing())?.click();
  }
}

/** `yg-decision-panel`: choose, say why, send. */
export class DecisionPanelHarness extends ComponentHarness {
  static readonly hostSelector = 'yg-decision-panel';
  private readonly choiceButtons = this.locatorForAll('.choice');
  private readonly statusOf = this.locatorFor('[role="status"]');
  private readonly effectOf = this.locatorForOptional('.effect');
  private readonly words = this.locatorFor('textarea');
  private readonly sentences = this.locatorForAll('.quick button');
  private readonly wrong = this.locatorForOptional('.error');
  private readonly failed = this.locatorForOptional('[data-testid="decision-failure"]');
  private readonly claiming = this.locatorForOptional('[data-testid="claim"]');
  private readonly sending = this.locatorFor('[data-testid="decision-submit"]');

  async choices(): Promise<string[]> {
    return Promise.all((await this.choiceButtons()).map((one) => one.text()));
  }
  async choose(label: string): Promise<void> {
    for (const one of await this.choiceButtons()) if ((await one.text()) === label) return one.click();
    throw new Error(`no choice ${label}`);
  }
  async chosen(): Promise<string | null> {
    for (const one of await this.choiceButtons())
      if ((await one.getAttribute('aria-pressed')) === 'true') return one.text();
    return null;
  }
  /** Who has the case, or why nothing can be decided here. */
  async status(): Promise<string> {
    return (await this.statusOf()).text();
  }
  /** What the choice will do; null while nothing is chosen. */
  async effect(): Promise<string | null> {
    return (await (await this.effectOf())?.text())?.replace(/\s+/g, ' ').trim() ?? null;
  }
  async write(words: string): Promise<void> {
    await (await this.words()).setInputValue(words);
    await (await this.words()).dispatchEvent('input');
  }
  async written(): Promise<string> {
    return (await this.words()).getProperty<string>('value');
  }
  /** Presses a sentence that is often written. */
  async say(sentence: string): Promise<void> {
    for (const one of await this.sentences()) if ((await one.text()) === sentence) return one.click();
    throw new Error(`no sentence ${sentence}`);
  }
  async error(): Promise<string | null> {
    return (await (await this.wrong())?.text()) ?? null;
  }
  async failure(): Promise<string | null> {
    return (await (await this.failed())?.text())?.trim() ?? null;
  }
  async offersClaim(): Promise<boolean> {
    return (await this.claiming()) !== null;
  }
  async claim(): Promise<void> {
    await (await this.claiming())?.click();
  }
  async send(): Promise<void> {
    await (await this.sending()).click();
  }
}
