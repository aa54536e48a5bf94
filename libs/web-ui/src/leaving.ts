import { computed, DestroyRef, effect, inject, Injectable, signal, type Signal } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import type { CanDeactivateFn, Routes } from '@angular/router';
import { Confirm } from './confirm';

/** What is typed and not saved on the page in view. */
@Injectable({ providedIn: 'root' })
export class UnsavedWork {
  private readonly held = signal<readonly Signal<boolean>[]>([]);

  /** Whether leaving now would lose something. */
  any(): boolean {
    return this.held().some((unsaved) => unsaved());
  }

  hold(unsaved: Signal<boolean>): void {
    this.held.update((held) => [...held, unsaved]);
  }

  release(unsaved: Signal<boolean>): void {
    this.held.update((held) => held.filter((one) => one !== unsaved));
  }
}

/**
 * For the constructor of a page with a form: while `unsaved` says so, closing the tab asks in the browser's words, and `leaveGuard` of its route in ours. `lost`
 * says what leaving within the app loses, where a form that saves as it goes is still sent then.
 */
export function guardLeaving(unsaved: Signal<boolean>, lost: Signal<boolean> = unsaved): void {
  const work = inject(UnsavedWork);
  work.hold(lost);
  inject(DestroyRef).onDestroy(() => work.release(lost));
  effect((onCleanup) => {
    if (!unsaved()) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    onCleanup(() => window.removeEventListener('beforeunload', hold));
  });
}

/** The same for a form of its own: typed in, and neither sent nor on its way. */
export function guardForm(tree: FieldTree<unknown>): void {
  guardLeaving(computed(() => tree().dirty() && !tree().submitting()));
}

/** Asks before a page with unsaved work is left within the app. A page that has just saved and moves on has none any more. */
export const leaveGuard: CanDeactivateFn<unknown> = () => {
  if (!inject(UnsavedWork).any()) return true;
  return inject(Confirm).ask({
    heading: '有内容还没有保存',
    text: '现在离开，刚才填写的内容会丢失。',
    action: '不保存，离开',
    keep: '留在本页',
    destructive: true,
  });
};

/** These pages, each of which may hold unsaved work. */
export const guarded = (routes: Routes): Routes =>
  routes.map((route) => (route.loadComponent ? { ...route, canDeactivate: [leaveGuard] } : route));
