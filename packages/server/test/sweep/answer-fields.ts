import type { Swept } from './operations.ts';

interface Shape {
  type?: string;
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
}

/** Dotted paths of an item of the list, as its schema has them; those that cannot be filtered answer 400, which tells nothing. */
export function answerFields({ operation }: Swept): { fields: string[]; collections: string[] } {
  const item = (operation.answer as Shape).properties!.data!.items!;
  const fields: string[] = [];
  const collections: string[] = [];
  const walk = (shape: Shape, path: string, depth: number) => {
    for (const branch of shape.anyOf ?? [shape]) {
      if (branch.items) collections.push(path);
      else if (branch.properties && depth < 3)
        for (const [name, child] of Object.entries(branch.properties)) walk(child, path ? `${path}.${name}` : name, depth + 1);
      else if (path && branch.type !== 'null') fields.push(path);
    }
  };
  walk(item, '', 0);
  return { fields: fields.filter((field) => !field.startsWith('$meta')), collections };
}
