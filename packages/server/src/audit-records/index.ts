export { recordListing } from './queries.ts';
export { renderDetails } from './render.ts';
