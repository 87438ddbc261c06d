interface Shape {
  type?: string | string[];
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  additionalProperties?: boolean | Shape;
  patternProperties?: Record<string, Shape>;
  examples?: string[];
  'x-reference'?: boolean;
}

/** A place in a body where another object is named: `modules.*`, `account`, or `''` for the body itself. */
export interface ReferencePlace {
  path: string;
  /** `UGR`, from the example of its id. */
  prefix: string;
}

/** Every reference that a body may hold, in the order of its schema. */
export function referencePlaces(schema: object, path = ''): ReferencePlace[] {
  const shape = schema as Shape;
  if (shape['x-reference']) return [{ path, prefix: shape.properties?.id?.examples?.[0]?.split('-')[0] ?? '' }];
  const below = (name: string, child: Shape) => referencePlaces(child, path ? `${path}.${name}` : name);
  const values = [
    ...Object.values(shape.patternProperties ?? {}),
    ...(typeof shape.additionalProperties === 'object' ? [shape.additionalProperties] : []),
  ];
  return [
    ...Object.entries(shape.properties ?? {}).flatMap(([name, child]) => below(name, child)),
    ...(shape.items ? below('*', shape.items) : []),
    ...values.flatMap((child) => below('name', child)),
    ...(shape.anyOf ?? []).flatMap((child) => referencePlaces(child, path)),
  ];
}

/** The body with a reference put at a place; an array gets it as its only element. */
export function withReference(body: unknown, path: string, id: string): unknown {
  if (path === '') return { id };
  const [name = '', ...rest] = path.split('.');
  const child = rest.join('.');
  if (name === '*') return [withReference(undefined, child, id)];
  const object = typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
  return { ...object, [name]: withReference(object[name], child, id) };
}
