import { defineContext } from '@yigou/platform';
import { REPORTING_INVARIANTS } from './reporting.invariants';
import { ReportingModule } from './reporting.module';

export const REPORTING = defineContext({
  name: 'reporting',
  module: ReportingModule,
  tables: ['report_audit', 'report_certificate', 'report_order', 'report_payment', 'report_product', 'report_supplier'],
  invariants: REPORTING_INVARIANTS,
});
