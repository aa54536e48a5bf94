import { Controller, Inject } from '@nestjs/common';
import type { RouteResponse } from '@yigou/contracts';
import { type Config, CONFIG } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';

const plain = (url: string): string => url.replace(/\/+$/, '');

/** Tells each site where the other is: whoever came to the wrong door is led to the right one. */
@Controller()
export class SitesController {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'STOREFRONT_URL' | 'ADMIN_URL'>) {}

  @Handle('sites', { cacheMs: 60_000 })
  sites(): RouteResponse<'sites'> {
    return { storefront: plain(this.config.STOREFRONT_URL), console: plain(this.config.ADMIN_URL) };
  }
}
