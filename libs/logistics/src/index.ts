export * from './carrier-feed';
export * from './logistics.manifest';
export * from './logistics.module';
export * from './parcel-status';
export * from './ship-order';
export * from './tell-parcels';
export * from './track-parcels';
export * from './logistics.events';
