import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiError } from '@yigou/web-data';
import { type DecisionBody, DecisionPanel } from './decision-panel';
import { ReviewDraft } from './review-draft';

describe('deciding a case', () => {
  let fixture: ComponentFixture<DecisionPanel>;
  let draft: ReviewDraft;
  let sent: { readonly body: DecisionBody; readonly key: string }[];
  let answer: () => Promise<void>;
  let refused: ApiError[];
  const at = <T extends HTMLElement>(id: string) =>
    (fixture.nativeElement as HTMLElement).querySelector<T>(`[data-testid="${id}"]`);
  const press = async (id: string) => {
    at(id)!.click();
    await settle();
  };
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await fixture.whenStable();
  };
  const write = async (words: string) => {
    const field = at<HTMLTextAreaElement>('decision-reason')!;
    field.value = words;
    field.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };

  beforeEach(async () => {
    [sent, refused] = [[], []];
    answer = () => Promise.resolve();
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting(), ReviewDraft] });
    draft = TestBed.inject(ReviewDraft);
    fixture = TestBed.createComponent(DecisionPanel);
    for (const [name, value] of Object.entries({
      choices: [
        { decision: 'approve', label: '同意', effect: '进入下一级。', quick: ['材料齐全'] },
        { decision: 'return', label: '退回', effect: '申请人补正。', quick: [] },
      ],
      why: null,
      route: 'decideReview',
      version: 7,
      send: (body: DecisionBody, key: string) => {
        sent.push({ body, key });
        return answer();
      },
    }))
      fixture.componentRef.setInput(name, value);
    fixture.componentInstance.refused.subscribe((error) => refused.push(error));
    document.body.replaceChildren(fixture.nativeElement as HTMLElement);
    await fixture.whenStable();
  });

  it('asks for the words first, then sends what was read and decided', async () => {
    await press('decide-approve');
    await press('decision-submit');
    expect(sent).toEqual([]);
    expect(at('decision-panel')?.textContent).toContain('请填写审核意见');
    (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>('.quick button')!.click();
    await press('decision-submit');
    expect(sent.map(({ body }) => body)).toEqual([
      { decision: 'approve', reason: '材料齐全', version: 7, fieldNotes: {}, evidenceIds: [] },
    ]);
  });

  it('sends the notes of a return alone', async () => {
    draft.note('village', '写到组');
    await press('decide-approve');
    await write('同意');
    await press('decision-submit');
    await press('decide-return');
    await press('decision-submit');
    expect(sent.map(({ body }) => body.fieldNotes)).toEqual([{}, { village: '写到组' }]);
  });

  it('is the same intent after a lost answer, and says what the API refuses', async () => {
    answer = () => Promise.reject(new ApiError('network', '网络连接不稳定', {}, 0, null));
    await press('decide-approve');
    await write('同意');
    await press('decision-submit');
    answer = () => Promise.reject(new ApiError('conflict_of_interest', '须回避', {}, 403, null));
    await press('decision-submit');
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(at('decision-failure')?.textContent).toContain('须回避');
    expect(refused.map(({ code }) => code)).toEqual(['network', 'conflict_of_interest']);
    await press('decide-return');
    expect(at('decision-failure')).toBeNull();
  });
});
