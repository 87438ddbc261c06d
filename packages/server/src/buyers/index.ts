export { type BuyerRow, buyerObject } from './queries.ts';
export { type BuyerStatus, buyerStates, factsOf } from './rules.ts';
