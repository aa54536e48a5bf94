import { Injectable, signal } from '@angular/core';
import type { RegionRef } from '@yigou/contracts';

const KEY = 'yigou.place';

function read(): RegionRef | null {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<RegionRef> | null;
    return value?.code && value.name && value.path ? { code: value.code, name: value.name, path: value.path } : null;
  } catch {
    return null;
  }
}

/** Where this device has things sent to: freight is shown for it before ordering. */
@Injectable({ providedIn: 'root' })
export class Place {
  readonly current = signal<RegionRef | null>(read());

  choose(region: RegionRef): void {
    this.current.set(region);
    try {
      localStorage.setItem(KEY, JSON.stringify(region));
    } catch {
      // A browser that keeps nothing asks again on the next visit.
    }
  }
}
