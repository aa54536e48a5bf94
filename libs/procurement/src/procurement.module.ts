import { Module } from '@nestjs/common';
import { BudgetLedger } from './budgets/budget-ledger';
import { Budgets } from './budgets/budgets.service';
import { ShareFilings } from './filings/share-filings.service';
import { ShareRulesOf } from './filings/share-rules';
import { UnitTree } from './units/unit-tree';

const BEHAVIOUR = [BudgetLedger, Budgets, ShareFilings, ShareRulesOf, UnitTree];

@Module({ providers: BEHAVIOUR, exports: BEHAVIOUR })
export class ProcurementModule {}
