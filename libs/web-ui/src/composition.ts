import { DOCUMENT } from '@angular/common';
import { DestroyRef, type EnvironmentProviders, inject, provideEnvironmentInitializer } from '@angular/core';

/**
 * While an input method is composing (拼音 before a candidate is taken), its keys and its unfinished letters are its own: no shortcut, list of suggestions or search
 * sees them. When it is done, the field says once what stands in it.
 */
export function provideComposition(): EnvironmentProviders {
  return provideEnvironmentInitializer(() => {
    const view = inject(DOCUMENT).defaultView;
    if (!view) return;
    const letGo = leaveCompositionAlone(view);
    inject(DestroyRef).onDestroy(letGo);
  });
}

/** Keys of input methods that say nothing of composing: 229 stands for “being processed”. */
const PROCESSED = 229;

/** Listens before everybody else; answers what ends it. */
export function leaveCompositionAlone(view: Window): () => void {
  const ended = new AbortController();
  const options = { capture: true, signal: ended.signal };
  const withhold = (event: Event) => {
    const { isComposing, keyCode } = event as Event & { isComposing?: boolean; keyCode?: number };
    if (isComposing || keyCode === PROCESSED) event.stopImmediatePropagation();
  };
  for (const kind of ['keydown', 'keyup', 'keypress', 'input']) view.addEventListener(kind, withhold, options);
  view.addEventListener(
    'compositionend',
    ({ target }) => queueMicrotask(() => target?.dispatchEvent(new Event('input', { bubbles: true }))),
    options,
  );
  return () => ended.abort();
}
