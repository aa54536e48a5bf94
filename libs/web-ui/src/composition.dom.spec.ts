import { describe, expect, it } from '@jest/globals';
import { leaveCompositionAlone } from './composition';

describe('an input method that composes', () => {
  it('keeps its keys and unfinished letters from everybody, and its field says once what stands in it', async () => {
    const letGo = leaveCompositionAlone(window);
    const field = document.createElement('input');
    document.body.append(field);
    const seen: string[] = [];
    for (const kind of ['keydown', 'input'])
      document.addEventListener(kind, (event) => seen.push(`${kind} ${(event as KeyboardEvent).key ?? field.value}`));
    const key = (name: string, more: KeyboardEventInit = {}) =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, ...more }));
    field.value = 'yu';
    key('Enter', { isComposing: true });
    key('j', { keyCode: 229 });
    field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    expect(seen).toEqual([]);
    field.value = '洋芋';
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await Promise.resolve();
    key('Enter');
    expect(seen).toEqual(['input 洋芋', 'keydown Enter']);
    letGo();
    key('j', { isComposing: true });
    expect(seen).toHaveLength(3);
    field.remove();
  });
});
