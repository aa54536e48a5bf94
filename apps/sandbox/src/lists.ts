import { missing } from './api-error';

export interface ListRequest {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
  created?:
    | { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined }
    | undefined;
}

export interface ListAnswer<T> {
  object: 'list';
  data: T[];
  has_more: boolean;
  url: string;
}

/** One page of objects that are given newest first. */
export function page<T extends { id: string; created: number }>(
  url: string,
  objects: T[],
  request: ListRequest,
): ListAnswer<T> {
  const limit = request.limit ?? 10;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = request.created ?? {};
  const matching = objects.filter(({ created }) => created > gt && created >= gte && created < lt && created <= lte);
  if (request.ending_before !== undefined) {
    const end = indexOf(matching, request.ending_before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: matching.slice(start, end), has_more: start > 0, url };
  }
  const start =
    request.starting_after === undefined ? 0 : indexOf(matching, request.starting_after, 'starting_after') + 1;
  const data = matching.slice(start, start + limit);
  return { object: 'list', data, has_more: start + limit < matching.length, url };
}

function indexOf(objects: { id: string }[], id: string, param: string): number {
  const index = objects.findIndex((each) => each.id === id);
  if (index < 0) throw missing('object', id, param);
  return index;
}
