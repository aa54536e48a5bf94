import { computed, type Signal, signal } from '@angular/core';

export const NO_SEAT: Signal<string | null> = computed(() => null);

/** The organisation that this tab works for, for addresses that are made outside of any injector; null for none. */
export const seatOfTab = signal(NO_SEAT);
