import { SUPPLIERS_POLICY_CODES } from '@yigou/contracts';
import { defineContext, followsCode } from '@yigou/platform';
import { SUPPLIER } from './supplier-status';
import { StandingChanged, SupplierLicenceChanged } from './suppliers.events';
import { SUPPLIERS_INVARIANTS } from './suppliers.invariants';
import { SuppliersModule } from './suppliers.module';
import { SUPPLIERS_ENTITIES } from './entities';
import { SUPPLIERS_WAITING } from './suppliers.waiting';

export const SUPPLIERS = defineContext({
  name: 'suppliers',
  module: SuppliersModule,
  entities: SUPPLIERS_ENTITIES,
  tables: [
    'benefit_link',
    'benefit_mechanism',
    'household_supply',
    'supplier_file',
    'supplier_licence',
    'supplier_place',
    'supplier_reviewer',
    'supplier_site',
    'supplier_step',
  ],
  events: [StandingChanged, SupplierLicenceChanged],
  machines: [SUPPLIER],
  invariants: SUPPLIERS_INVARIANTS,
  policies: SUPPLIERS_POLICY_CODES,
  waiting: SUPPLIERS_WAITING,
  places: {
    'supplier_file.region_code': followsCode('供应商档案'),
  },
});
