export * from './a-payment';
export * from './booked-on';
export * from './memory-gateway';
