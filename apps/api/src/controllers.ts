import type { Type } from '@nestjs/common';
import { RegionsController } from './regions/regions.controller';
import { CertificatePdfController } from './certification/certificate-pdf.controller';
import { ApplicationsController } from './certification/applications.controller';
import { CertificatesController } from './certification/certificates.controller';
import { PublicityController } from './certification/publicity.controller';
import { ReviewsController } from './certification/reviews.controller';
import { SupplierProductsController } from './catalogue/supplier-products.controller';
import { MediaController } from './catalogue/media.controller';
import { ImportsController } from './catalogue/imports.controller';
import { PricesController } from './prices/prices.controller';
import { BatchesController } from './traceability/batches.controller';
import { AdmissionsController } from './suppliers/admissions.controller';
import { SuppliersController } from './suppliers/suppliers.controller';
import { HouseholdsController } from './households/households.controller';
import { MandatesController } from './households/mandates.controller';
import { CatalogueController } from './catalogue/catalogue.controller';
import { EvidenceController } from './evidence/evidence.controller';
import { NoticesController } from './notifications/notices.controller';
import { ComplaintsController } from './supervision/complaints.controller';
import { InspectionsController } from './supervision/inspections.controller';
import { SanctionsController } from './supervision/sanctions.controller';
import { HealthController } from './http/health.controller';
import { AuthController } from './identity/auth.controller';
import { MeController } from './identity/me.controller';
import { ShippingController } from './logistics/shipping.controller';
import { OpenDataController } from './certification/open-data.controller';
import { AddressesController } from './orders/addresses.controller';
import { CartController } from './orders/cart.controller';
import { CheckoutController } from './orders/checkout.controller';
import { PoliciesController } from './policy/policies.controller';
import { OrdersController } from './orders/orders.controller';
import { PaymentsController } from './payments/payments.controller';
import { JobsController } from './platform/jobs.controller';
import { AdminController } from './reporting/admin.controller';
import { BulletinController } from './reporting/bulletin.controller';
import { SupplierReportsController } from './reporting/supplier-reports.controller';

/** Every controller of the API. A route of the contract that none of these handles fails the boot test. */
export const CONTROLLERS: Type[] = [
  HealthController,
  AuthController,
  MeController,
  AddressesController,
  CartController,
  CheckoutController,
  OrdersController,
  PaymentsController,
  ShippingController,
  AdminController,
  SupplierReportsController,
  BulletinController,
  JobsController,
  PoliciesController,
  CatalogueController,
  ImportsController,
  MediaController,
  SupplierProductsController,
  PricesController,
  BatchesController,
  CertificatesController,
  ApplicationsController,
  ReviewsController,
  PublicityController,
  CertificatePdfController,
  OpenDataController,
  RegionsController,
  SuppliersController,
  AdmissionsController,
  HouseholdsController,
  MandatesController,
  EvidenceController,
  NoticesController,
  ComplaintsController,
  InspectionsController,
  SanctionsController,
];
