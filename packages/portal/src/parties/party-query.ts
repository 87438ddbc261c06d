import { queryOptions } from '@tanstack/react-query';
import { api } from '../api.ts';
import type { ImageChange } from '../ui/image-input.tsx';

/** One party with its event times; `more` is what its list leaves out as well. */
export const partyQuery = <T>(collection: string, id: string, more = '') =>
  queryOptions({
    queryKey: ['party', collection, id],
    queryFn: ({ signal }) => api.get<T>(`${collection}/${id}`, { query: { select: `audit${more}` }, signal }),
  });

/** A form of two parts when there is a picture, else plain JSON; `null` takes the picture away. */
export function partyBody(part: string, body: object, logo: ImageChange): FormData | object {
  if (!logo) return logo === null ? { ...body, icon: null } : body;
  const form = new FormData();
  form.append(part, JSON.stringify(body));
  form.append('logo', logo);
  return form;
}
