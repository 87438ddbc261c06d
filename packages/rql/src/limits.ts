/** Bounds that keep a query cheap to parse and to plan; beyond them is an RqlError, never a stack overflow. */
export const filterCharsMax = 16_384;
export const depthMax = 50;
export const conditionsMax = 200;
export const listItemsMax = 500;
export const orderTermsMax = 32;
export const selectTermsMax = 200;
export const pathDepthMax = 20;
