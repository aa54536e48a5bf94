import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiError } from '@yigou/web-data';
import { DecisionPanelHarness, FieldNoteHarness } from '../testing/review.harness';
import { type DecisionBody, type DecisionChoice, DecisionPanel } from './decision-panel';
import { FieldNote } from './field-note';
import { ReviewDraft } from './review-draft';

@Component({
  selector: 'yg-reviews-one',
  imports: [DecisionPanel, FieldNote],
  providers: [ReviewDraft],
  template: `
    <yg-field-note field="village" label="生产基地" />
    <yg-decision-panel
      [choices]="choices"
      [why]="why()"
      [claimable]="claimable()"
      holder="您正在办理"
      route="decideReview"
      [version]="7"
      [send]="send"
      (claim)="claims = claims + 1"
      (refused)="refused.push($event.code)"
    />
  `,
})
class ReviewsOne {
  readonly choices: readonly DecisionChoice[] = [
    { decision: 'approve', label: '同意', effect: '进入下一级。', quick: ['材料齐全', '已实地核查'] },
    { decision: 'return', label: '退回', effect: '申请人补正。', quick: [] },
  ];
  readonly why = signal<string | null>(null);
  readonly claimable = signal(false);
  claims = 0;
  answer: () => Promise<void> = () => Promise.resolve();
  readonly bodies: DecisionBody[] = [];
  readonly keys: string[] = [];
  readonly refused: string[] = [];
  readonly send = (body: DecisionBody, key: string): Promise<void> => {
    this.bodies.push(body);
    this.keys.push(key);
    return this.answer();
  };
}

describe('a case under review', () => {
  let fixture: ComponentFixture<ReviewsOne>;
  let page: ReviewsOne;
  let panel: DecisionPanelHarness;
  let note: FieldNoteHarness;
  /** What is sent passes through promises first. */
  const send = async () => {
    await panel.send();
    for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    fixture = TestBed.createComponent(ReviewsOne);
    page = fixture.componentInstance;
    document.body.replaceChildren(fixture.nativeElement as HTMLElement);
    const loader = TestbedHarnessEnvironment.loader(fixture);
    [panel, note] = await Promise.all([loader.getHarness(DecisionPanelHarness), loader.getHarness(FieldNoteHarness)]);
  });

  it('says who has it and what each choice does; the same choice again takes it back', async () => {
    expect([await panel.status(), await panel.choices(), await panel.effect()]).toEqual([
      '您正在办理',
      ['同意', '退回'],
      null,
    ]);
    await panel.choose('同意');
    expect([await panel.chosen(), await panel.effect()]).toEqual(['同意', '进入下一级。']);
    await panel.choose('同意');
    expect([await panel.chosen(), await panel.effect()]).toEqual([null, null]);
  });

  it('says why nothing can be decided, and offers to take up what is free', async () => {
    page.why.set('由李四办理');
    expect([await panel.status(), await panel.choices(), await panel.offersClaim()]).toEqual(['由李四办理', [], false]);
    page.claimable.set(true);
    expect(await panel.offersClaim()).toBe(true);
    await panel.claim();
    expect(page.claims).toBe(1);
  });

  it('asks for the words, puts sentences one behind the other, and sends them', async () => {
    await panel.choose('同意');
    await send();
    expect([await panel.error(), page.bodies]).toEqual(['请填写审核意见，申请人会看到。', []]);
    await panel.say('材料齐全');
    await panel.say('已实地核查');
    await panel.say('材料齐全');
    expect(await panel.written()).toBe('材料齐全；已实地核查');
    await send();
    expect(page.bodies).toEqual([
      { decision: 'approve', reason: '材料齐全；已实地核查', version: 7, fieldNotes: {}, evidenceIds: [] },
    ]);
  });

  it('takes notes at the fields while it is being returned, counts those that say something, and sends them', async () => {
    expect(await note.state()).toBe('absent');
    await panel.choose('退回');
    expect([await note.state(), await note.name()]).toEqual(['offered', '批注“生产基地”']);
    await note.begin();
    expect([await note.state(), await note.name()]).toEqual(['open', '“生产基地”要补正什么']);
    expect(await panel.effect()).toContain('可在上面的每一栏按“批注”');
    await note.write('写到组');
    expect(await panel.effect()).toContain('已批注 1 处。');
    await panel.write('请补正');
    await send();
    expect(page.bodies[0]?.fieldNotes).toEqual({ village: '写到组' });
    await panel.choose('同意');
    await send();
    expect(page.bodies[1]?.fieldNotes).toEqual({});
    await panel.choose('退回');
    await note.drop();
    expect([await note.state(), await panel.effect()]).toEqual(['offered', expect.not.stringContaining('已批注')]);
  });

  it('is the same intent after a lost answer, and says what the API refuses until another choice is made', async () => {
    page.answer = () => Promise.reject(new ApiError('network', '网络连接不稳定', {}, 0, null));
    await panel.choose('同意');
    await panel.write('同意');
    await send();
    page.answer = () => Promise.reject(new ApiError('conflict_of_interest', '须回避', {}, 403, null));
    await send();
    expect([page.keys.length, new Set(page.keys).size]).toEqual([2, 1]);
    expect([await panel.failure(), page.refused]).toEqual(['须回避', ['network', 'conflict_of_interest']]);
    await panel.choose('退回');
    expect(await panel.failure()).toBeNull();
  });
});
