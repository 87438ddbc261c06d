export { type SellerRow, sellerObject } from './queries.ts';
