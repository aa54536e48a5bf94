import { Controller } from '@nestjs/common';
import { ProductLists } from '@yigou/catalogue';
import { CertificatePages } from '@yigou/certification';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { levelOf, type SeatedCaller } from '@yigou/identity';
import { hasDuty } from '@yigou/supervision';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';

/** A certificate in full: for anybody who verifies it, and for the administration. */
@Controller()
export class CertificatesController {
  constructor(
    private readonly pages: CertificatePages,
    private readonly lists: ProductLists,
  ) {}

  @Handle('verifyCertificate', { cacheMs: 1_000 })
  async verify(@Input() { params }: RouteInput<'verifyCertificate'>): Promise<RouteResponse<'verifyCertificate'>> {
    const page = await this.pages.verify(params.number);
    return { ...page, products: await this.lists.ofCertificate(page.certificate.number) };
  }

  @Handle('getAdminCertificate')
  admin(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'getAdminCertificate'>,
  ): Promise<RouteResponse<'getAdminCertificate'>> {
    const { seat } = by;
    return this.pages.admin(seat, params.id, (duty) => hasDuty(levelOf(seat), duty));
  }
}
