import { PURCHASING } from '@yigou/purchasing';
import { inApi } from '../context';
import { AcceptancesController } from './acceptances.controller';
import { ArrearsController } from './arrears.controller';
import { BankController } from './bank.controller';
import { InvoicesController } from './invoices.controller';
import { OcdsController } from './ocds.controller';
import { PurchasingController } from './purchasing.controller';
import { StatementsController } from './statements.controller';
import { TransfersController } from './transfers.controller';

export const purchasingInApi = inApi(PURCHASING, {
  controllers: [
    AcceptancesController,
    ArrearsController,
    BankController,
    InvoicesController,
    OcdsController,
    PurchasingController,
    StatementsController,
    TransfersController,
  ],
});
