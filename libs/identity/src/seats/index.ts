export * from './choose-seat';
export * from './hold-seat';
export * from './jurisdiction';
export * from './seat';
export * from './signature';
