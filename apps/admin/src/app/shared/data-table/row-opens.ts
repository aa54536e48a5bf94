import { Directive, ElementRef, inject } from '@angular/core';

/** What answers a click by itself. */
const ANSWERS = 'a, button, input, select, textarea, label, summary, [role="button"]';

/**
 * A row that opens wherever it is clicked: as if the link of its first cell were, with Ctrl, ⌘ or the middle button in a tab of its own. The link stays what keyboard and screen
 * reader use. Clicks on what answers by itself, and the end of selecting text, open nothing.
 */
@Directive({
  selector: 'tr[ygRowOpens]',
  host: { '(click)': 'open($event)', '(auxclick)': 'open($event)' },
})
export class RowOpens {
  private readonly row = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected open(event: MouseEvent): void {
    const link = this.row.querySelector<HTMLAnchorElement>('a.row-link');
    const target = event.target as Element;
    if (!link || event.defaultPrevented || event.button > 1 || target.closest(ANSWERS)) return;
    if (getSelection()?.isCollapsed === false) return;
    const { shiftKey, metaKey } = event;
    const ctrlKey = event.ctrlKey || event.button === 1;
    link.dispatchEvent(new MouseEvent('click', { cancelable: true, ctrlKey, shiftKey, metaKey }));
  }
}
