import { computed, type Signal } from '@angular/core';
import type { RegionRef } from '@yigou/contracts';
import { apiResource } from './api-resource';

/**
 * The division of a six-digit code with its path “甘肃省 定西市 渭源县”, found by walking down from the province; null until it is known, and for a code that no division has.
 * Counties that their province governs directly have no prefecture above them.
 */
export function regionOf(code: () => string | null | undefined): Signal<RegionRef | null> {
  const asked = computed(() => code() ?? null);
  const provinces = apiResource('listRegions', () => (asked() ? { query: {} } : undefined));
  const province = computed(() => at(provinces, `${asked()?.slice(0, 2)}0000`));
  const prefectures = apiResource('listRegions', () => below(province(), !asked()?.endsWith('0000')));
  const prefecture = computed(() => at(prefectures, `${asked()?.slice(0, 4)}00`));
  const counties = apiResource('listRegions', () => below(prefecture(), !asked()?.endsWith('00')));
  return computed(() => {
    const [wanted, first, second] = [asked(), province(), prefecture()];
    if (!wanted || !first) return null;
    if (wanted === first.code) return named([first]);
    if (wanted === second?.code) return named([first, second]);
    const third = at(second ? counties : prefectures, wanted);
    return third && named(second ? [first, second, third] : [first, third]);
  });
}

interface Place {
  readonly code: string;
  readonly name: string;
}

const at = (list: { latest: Signal<{ items: readonly Place[] } | null> }, code: string): Place | null =>
  list.latest()?.items.find((one) => one.code === code) ?? null;

const below = (parent: Place | null, wanted: boolean) =>
  parent && wanted ? { query: { parent: parent.code } } : undefined;

function named(path: readonly Place[]): RegionRef | null {
  const last = path.at(-1);
  return last ? { code: last.code, name: last.name, path: path.map((one) => one.name).join(' ') } : null;
}
