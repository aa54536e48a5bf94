import { Reservation } from './reservation.entity';
import { StockMovement } from './stock-movement.entity';
import { Stock } from './stock.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const INVENTORY_ENTITIES = [Reservation, Stock, StockMovement];
