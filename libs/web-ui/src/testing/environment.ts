import { destroyPlatform, ErrorHandler, NgModule, provideZonelessChangeDetection } from '@angular/core';
import { getTestBed } from '@angular/core/testing';
import { BrowserTestingModule, platformBrowserTesting } from '@angular/platform-browser/testing';
import { afterAll, afterEach } from '@jest/globals';
import { IDBFactory } from 'fake-indexeddb';

/** As the apps run, without zones; an error in a template fails the test instead of landing in the console. */
@NgModule({
  providers: [
    provideZonelessChangeDetection(),
    {
      provide: ErrorHandler,
      useValue: {
        handleError: (error: unknown) => {
          throw error;
        },
      },
    },
  ],
})
class LikeTheApps {}

const bed = getTestBed();
bed.initTestEnvironment([BrowserTestingModule, LikeTheApps], platformBrowserTesting());
// Angular is loaded once for many files, and asks for this where it is loaded.
afterEach(() => bed.resetTestingModule());
afterAll(() => {
  bed.resetTestEnvironment();
  destroyPlatform();
});

// jsdom knows the element, not what it does.
Element.prototype.scrollIntoView ??= () => undefined;
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};

// jsdom has no layout: every screen is as wide as a desk's.
window.matchMedia ??= (query: string) =>
  Object.assign(new EventTarget(), { matches: false, media: query }) as unknown as MediaQueryList;

// Nor has it a store; each file begins with an empty one of its own.
window.indexedDB ??= new IDBFactory();
