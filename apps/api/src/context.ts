import type { Provider, Type } from '@nestjs/common';
import type { Context } from '@yigou/platform';

/** A context as the API carries it: its manifest, and what its folder here makes of it over HTTP. */
export interface ApiContext extends Context {
  readonly controllers: readonly Type[];
  /** What its controllers work with and no library has. */
  readonly providers: readonly Provider[];
}

export const inApi = (
  manifest: Context,
  { controllers = [], providers = [] }: Partial<Pick<ApiContext, 'controllers' | 'providers'>> = {},
): ApiContext => ({ ...manifest, controllers, providers });
