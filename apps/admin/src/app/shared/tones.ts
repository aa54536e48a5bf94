/** The tones of every context's states, one line each. */
export * from '../catalogue/tones';
export * from '../certification/tones';
export * from '../identity/tones';
export * from '../logistics/tones';
export * from '../orders/tones';
export * from '../payments/tones';
export * from '../prices/tones';
export * from '../procurement/tones';
export * from '../supervision/tones';
export * from '../suppliers/tones';
export * from '../purchasing/tones';
export * from '../oversight/tones';
export * from '../campaigns/tones';
export * from '../recalls/tones';
export * from '../regions/tones';
export * from '../aftersales/tones';
export type { Tone } from './tone';
