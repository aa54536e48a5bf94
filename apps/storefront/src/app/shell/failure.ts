import type { Resource } from '@angular/core';
import { type ApiError, toApiError } from '@yigou/web-data';

/** The refusal behind a resource that could not load, in the API's own words; null while all is well. */
export function failureOf(resource: Resource<unknown>): ApiError | null {
  const error = resource.error();
  return error ? toApiError(error.cause ?? error) : null;
}
