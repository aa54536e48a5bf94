import { Controller } from '@nestjs/common';
import { ProductLists } from '@yigou/catalogue';
import { Certificates } from '@yigou/certification';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Actor } from '@yigou/identity';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input } from '../http/request';
import { supplierIdOf } from '../catalogue/supplier-actor';

@Controller()
export class CertificatesController {
  constructor(
    private readonly certificates: Certificates,
    private readonly lists: ProductLists,
  ) {}

  @Handle('verifyCertificate', { cacheMs: 1_000 })
  async verify(@Input() { params }: RouteInput<'verifyCertificate'>): Promise<RouteResponse<'verifyCertificate'>> {
    const certificate = await this.certificates.byNumber(params.number);
    const products = await this.lists.ofCertificate(certificate.number);
    return { certificate, products, checkedAt: new Date().toISOString() };
  }

  @Handle('listSupplierCertificates')
  async own(@CurrentActor() actor: Actor): Promise<RouteResponse<'listSupplierCertificates'>> {
    return { items: await this.certificates.ofSupplier(supplierIdOf(actor)) };
  }
}
