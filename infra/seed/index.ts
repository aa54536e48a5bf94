// What the seed command takes from here; the generators are run by hand.
export { CATEGORIES } from './generate/categories.ts';
export { illustration } from './generate/illustration.ts';
export { PRODUCE, type Produce, produceOf, produceOfCategory } from './generate/produce.ts';
