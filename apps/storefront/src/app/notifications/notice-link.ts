/** Paths of the shop that a notice may lead to. Others belong to the console, which stands at an address of its own. */
const SHOP =
  /^\/(publicity|certificates|complaints|tracking|mandates|mandate-log|orders|after-sales|recalls|products|notices|account|needs|group-buys|my|organise)(\/|\?|$)/;

/** Where a notice leads within the shop; null when it is to be followed up in the console, or leads nowhere. */
export function shopLink(link: string | null): string | null {
  return link && SHOP.test(link) ? link : null;
}
