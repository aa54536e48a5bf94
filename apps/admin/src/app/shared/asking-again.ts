import { DestroyRef, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

/** How often it is asked at most while somebody looks at the page, and how soon again after a change of page, in milliseconds. */
const POLL_MS = 60_000;
const SETTLED_MS = 5_000;

/** Asks for a figure that every page shows: on a change of page, and once a minute while the tab is in view. Called where one may inject. */
export function askAgain(ask: () => void): void {
  const destroyed = inject(DestroyRef);
  let asked = Date.now();
  const now = () => {
    asked = Date.now();
    ask();
  };
  inject(Router)
    .events.pipe(
      filter((event) => event instanceof NavigationEnd),
      takeUntilDestroyed(destroyed),
    )
    .subscribe(() => {
      if (Date.now() - asked > SETTLED_MS) now();
    });
  const timer = setInterval(() => {
    if (!document.hidden) now();
  }, POLL_MS);
  destroyed.onDestroy(() => clearInterval(timer));
}
