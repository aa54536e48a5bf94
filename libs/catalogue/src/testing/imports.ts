import { AuditLog } from '@yigou/audit';
import { ImportColumns, Organisations } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { LocalObjectStore, PolicyParameters } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import type { TestDatabase } from '@yigou/testing';
import { ImportProducts } from '../import/import-products';
import { ImportRefusals } from '../import/import-refusals';
import { ImportRuns } from '../import/import-runs';
import { UndoImport } from '../import/undo-import';
import { WorkImport } from '../import/work-import';
import { silentScope, watchedPrices } from './silent-scope';

/** Imports in the background, with the worker's part; files lie in a folder. */
export function importsOf({ db, uow }: Pick<TestDatabase, 'db' | 'uow'>, folder: string) {
  const columns = new ImportColumns(db, uow);
  const store = new LocalObjectStore(folder);
  const regions = new RegionDirectory(db);
  const imports = new ImportProducts(db, uow, new Organisations(db), regions, silentScope(db), watchedPrices(db));
  const undo = new UndoImport(uow, new StockLedger(), silentScope(db));
  return {
    imports,
    refusals: new ImportRefusals(db, store),
    runs: new ImportRuns(db, uow, new AuditLog(), columns, store),
    columns,
    worker: new WorkImport(db, uow, imports, undo, new PolicyParameters(db), store),
  };
}
