// What the seed command takes from here; the generators are run by hand.
export { CATEGORIES } from './generate/categories.ts';
export { illustration } from './generate/illustration.ts';
export { pictureNames, PICTURES, PICTURE_WIDTHS } from './generate/picture-files.ts';
export { PRODUCE, type Produce, produceOf, produceOfCategory } from './generate/produce.ts';
