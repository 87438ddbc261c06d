import { type Html, html } from './html.ts';
import type { JsonSchema } from './json-schema.ts';
import { inline } from './markdown.ts';

interface Field {
  name: string;
  schema: JsonSchema;
  required: boolean;
}

/** The fields of an object as a table: dotted names, types with their limits. */
export function fieldTable(schema: JsonSchema, caption: string, showsRequired: boolean): Html | undefined {
  const fields = fieldsOf(schema, '', 0);
  if (fields.length === 0) return undefined;
  return table(
    caption,
    ['Field', 'Type'],
    fields.map(({ name, schema: field, required }) => [
      html`<code>${name}</code>${showsRequired && required && html` <span class="required">required</span>`}`,
      html`${typeOf(field)}${field.description && html`<br>${inline(field.description)}`}`,
    ]),
  );
}

/** A table that can be scrolled sideways, with the keyboard too. */
export const table = (caption: string, headings: readonly string[], rows: readonly (readonly Html[])[]): Html => html`
<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map(([first = html``, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;

function fieldsOf(schema: JsonSchema, prefix: string, depth: number): Field[] {
  const object = branch(schema);
  // Deeper than this, objects repeat what their own page says.
  if (depth > 2) return [];
  if (object.items) return fieldsOf(object.items, `${prefix}[]`, depth);
  return Object.entries(object.properties ?? {})
    .filter(([name]) => name !== '$meta')
    .flatMap(([name, child]) => {
      const path = prefix ? `${prefix}.${name}` : name;
      const required = object.required?.includes(name) ?? false;
      return [{ name: path, schema: child, required }, ...fieldsOf(child, path, depth + 1)];
    });
}

const branch = (schema: JsonSchema): JsonSchema => schema.anyOf?.find((one) => one.properties || one.items) ?? schema;

/** A schema as words: `text, 1 to 200 characters`. */
export function typeOf(schema: JsonSchema): string {
  const nullable =
    schema.anyOf?.some((one) => one.type === 'null') ||
    (Array.isArray(schema.type) && schema.type.includes('null')) ||
    schema.enum?.includes(null);
  const inner = schema.anyOf?.filter((one) => one.type !== 'null') ?? [schema];
  return [...inner.map((one) => single(one)), ...(nullable ? ['null'] : [])].join(' or ');
}

function single(schema: JsonSchema): string {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.filter((one) => one !== null).join(', ')}`;
  switch (Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type) {
    case 'string':
      return textType(schema);
    case 'integer':
      return `whole number${between(schema.minimum, schema.maximum, '')}`;
    case 'number':
      return `number${between(schema.minimum, schema.maximum, '')}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `list${between(schema.minItems, schema.maxItems, ' items')}${schema.items?.properties || !schema.items ? '' : ` of ${typeOf(schema.items)}`}`;
    case 'object':
      return schema.patternProperties ? 'map' : 'object';
    default:
      return 'any value';
  }
}

const formats: Readonly<Record<string, string>> = { 'date-time': 'date and time (RFC 3339)', email: 'e-mail address', uuid: 'UUID' };

function textType({ format, minLength, maxLength, pattern }: JsonSchema): string {
  return (formats[format ?? ''] ?? 'text') + between(minLength || undefined, maxLength, ' characters') + (pattern ? `, as ${pattern}` : '');
}

function between(min: number | undefined, max: number | undefined, unit: string): string {
  if (min === undefined && max === undefined) return '';
  if (max === undefined) return `, at least ${min}${unit}`;
  return min === undefined ? `, at most ${max}${unit}` : `, ${min} to ${max}${unit}`;
}
