import { HttpParams } from '@angular/common/http';
import { paths, type RouteId } from '@yigou/contracts/paths';

const PREFIX = '/api/v1';

/** The address of a route as the client asks for it. Links of a page use `apiUrl`, which names the seat of the tab. */
export function routeUrl(
  id: RouteId,
  params: Record<string, string> = {},
  query: Record<string, unknown> = {},
): string {
  const path = paths[id].path.replace(/:(\w+)|\*/g, (match, name: string | undefined) => {
    const value = params[name ?? '*'] ?? '';
    return match === '*' ? value : encodeURIComponent(value);
  });
  const search = toParams(query).toString();
  return `${PREFIX}${path}${search ? `?${search}` : ''}`;
}

function toParams(query: Record<string, unknown>): HttpParams {
  let params = new HttpParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const item of Array.isArray(value) ? value : [value]) params = params.append(name, String(item));
  }
  return params;
}
