import { SUPPLIERS } from '@yigou/suppliers';
import { inApi } from '../context';
import { AdmissionsController } from './admissions.controller';
import { SuppliersController } from './suppliers.controller';

export const suppliersInApi = inApi(SUPPLIERS, {
  controllers: [SuppliersController, AdmissionsController],
});
