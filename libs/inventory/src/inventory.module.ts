import { Module } from '@nestjs/common';
import { StockLedger } from './stock-ledger';

@Module({ providers: [StockLedger], exports: [StockLedger] })
export class InventoryModule {}
