import { Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { CatalogueModule } from '@yigou/catalogue';
import { IdentityModule } from '@yigou/identity';
import { InventoryModule } from '@yigou/inventory';
import { NotificationsModule } from '@yigou/notifications';
import { PaymentsModule } from '@yigou/payments';
import { ProcurementModule } from '@yigou/procurement';
import { AcceptOrders } from './accept-orders';
import { Addresses } from './addresses.service';
import { Carts } from './cart.service';
import { CheckoutPayments } from './checkout-payments';
import { CheckoutQueries } from './checkout.queries';
import { CloseOrders } from './close-orders';
import { CompleteOrders } from './complete-orders';
import { ContractPdf } from './contract-pdf';
import { CorrectAttribution } from './correct-attribution';
import { DeliveryPoints } from './delivery/delivery-points.service';
import { PackingSlipPdf } from './delivery/packing-slip-pdf';
import { EndRest } from './end-rest';
import { ExtendPayment } from './extend-payment';
import { FinishOrders } from './finish-orders';
import { FulfilOrders } from './fulfil-orders';
import { OpenOrders } from './open-orders.queries';
import { GiveBack } from './give-back';
import { OrderQueries } from './orders.queries';
import { PlaceCheckout } from './place-checkout';
import { PlacePooled } from './place-pooled';
import { SellingTerms } from './selling-terms';
import { ShareProof } from './share-proof';
import { SignOrders } from './sign-orders';
import { TellDisputes } from './tell-disputes';
import { TellOrders } from './tell-orders';
import { TransferOrders } from './transfer-orders';
import { UnitTerms } from './unit-terms';
import { WindUpOrders } from './wind-up-orders';

const BEHAVIOUR = [
  AcceptOrders,
  Addresses,
  Carts,
  CheckoutPayments,
  CheckoutQueries,
  CloseOrders,
  CompleteOrders,
  ContractPdf,
  CorrectAttribution,
  DeliveryPoints,
  EndRest,
  ExtendPayment,
  FinishOrders,
  FulfilOrders,
  OpenOrders,
  GiveBack,
  OrderQueries,
  PackingSlipPdf,
  PlaceCheckout,
  PlacePooled,
  SellingTerms,
  ShareProof,
  SignOrders,
  TellDisputes,
  TellOrders,
  TransferOrders,
  UnitTerms,
  WindUpOrders,
];

@Module({
  imports: [
    AuditModule,
    IdentityModule,
    NotificationsModule,
    CatalogueModule,
    InventoryModule,
    PaymentsModule,
    ProcurementModule,
  ],
  providers: BEHAVIOUR,
  exports: BEHAVIOUR,
})
export class OrdersModule {}
