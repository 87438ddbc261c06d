export { type BuyerRow, buyerObject } from './queries.ts';
export { type BuyerStatus, buyerStates, factsOf, isLinked } from './rules.ts';
