import { CarrierEvent } from './carrier-event.entity';
import { ParcelLine } from './parcel-line.entity';
import { Parcel } from './parcel.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const LOGISTICS_ENTITIES = [CarrierEvent, Parcel, ParcelLine];
