import { Controller } from '@nestjs/common';
import type { CountyPage, RouteInput, SupplierProfile } from '@yigou/contracts';
import { CountyPages, SupplierPages } from '@yigou/reporting';
import { Handle } from '../http/handle.decorator';
import { Input } from '../http/request';

/** Where the goods come from and who sells them, for everybody. */
@Controller()
export class PublicPagesController {
  constructor(
    private readonly counties: CountyPages,
    private readonly suppliers: SupplierPages,
  ) {}

  @Handle('countyPage', { cacheMs: 1_000 })
  county(@Input() { params }: RouteInput<'countyPage'>): Promise<CountyPage> {
    return this.counties.view(params.code);
  }

  @Handle('supplierPage', { cacheMs: 1_000 })
  supplier(@Input() { params }: RouteInput<'supplierPage'>): Promise<SupplierProfile> {
    return this.suppliers.view(params.id);
  }
}
