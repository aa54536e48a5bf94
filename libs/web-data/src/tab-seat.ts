import { type Signal, signal } from '@angular/core';

/** The organisation that this tab works for, for addresses that are made outside of any injector; null for none. */
export const seatOfTab = signal<Signal<string | null>>(signal(null));
