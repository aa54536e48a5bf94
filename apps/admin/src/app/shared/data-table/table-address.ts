import { Injectable } from '@angular/core';
import type { ParamMap } from '@angular/router';
import type { Column, Filter } from './table';

export interface Sorting {
  readonly key: string | null;
  readonly order: 'asc' | 'desc';
}
type AnyColumn = Pick<Column<never>, 'key' | 'sort'>;

/** Reads the state of a table from the address bar. Whatever was typed there by hand and fits no filter is left out. */
@Injectable()
export class TableAddress {
  filters(params: ParamMap, filters: readonly Filter[]): Record<string, string> {
    const found: Record<string, string> = {};
    for (const filter of filters) {
      const value = params.get(filter.key);
      if (value && this.fits(filter, value)) found[filter.key] = value;
    }
    return found;
  }

  sort(params: ParamMap, columns: readonly AnyColumn[]): Sorting {
    const key = params.get('sort');
    const known = columns.some((column) => column.sort && column.key === key);
    return { key: known ? key : null, order: params.get('order') === 'asc' ? 'asc' : 'desc' };
  }

  /** The order in the words of the API. */
  sortQuery({ key, order }: Sorting, columns: readonly AnyColumn[]): { sort?: string; order?: string } {
    const sort = columns.find((column) => column.key === key)?.sort;
    if (!sort) return {};
    return typeof sort === 'string' ? { sort, order } : { sort: sort[order] };
  }

  size(params: ParamMap, sizes: readonly number[]): number {
    const size = Number(params.get('size'));
    return sizes.includes(size) ? size : 20;
  }

  private fits(filter: Filter, value: string): boolean {
    switch (filter.kind) {
      case 'select':
      case 'tabs':
        return value in filter.options;
      case 'region':
        return /^\d{6}$/.test(value);
      case 'date':
        return /^\d{4}-\d{2}-\d{2}$/.test(value);
      case 'search':
        return value.length <= 60;
    }
  }
}
