import { RecallStep } from './recall-step.entity';
import { Recall } from './recall.entity';
import { RecalledBatchRow, RecalledLine, RecalledOrder, RecalledStock } from './recall-affected.entity';

export const RECALLS_ENTITIES = [Recall, RecallStep, RecalledBatchRow, RecalledStock, RecalledOrder, RecalledLine];
