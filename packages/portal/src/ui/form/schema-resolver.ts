import type { FieldError, FieldErrors, FieldValues, Resolver } from 'react-hook-form';
import { set } from 'react-hook-form';
import type { TSchema } from 'typebox';
import type { Texts } from '../../i18n.ts';
import type { en } from '../texts.en.ts';

type Say = Texts<typeof en>;

/** What is wrong, by the dotted path of the field. */
export type Messages = Readonly<Record<string, string>>;

interface SchemaError {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
}

/**
 * Checks a form against a typebox schema by interpretation. `@hookform/resolvers/typebox` would do, but it loads typebox's
 * compiler, whose code generation the content security policy forbids. An empty text counts as absent.
 * `check` adds what no schema can say.
 */
export function schemaResolver<V extends FieldValues>(schema: TSchema, say: Say, check?: (values: V) => Messages): Resolver<V> {
  return async (values) => {
    const { Value } = await import('typebox/value');
    const present = withoutEmpty(values) as V;
    const found = Value.Errors(schema, present) as unknown as SchemaError[];
    const errors: FieldErrors<V> = {};
    const seen = new Set<string>();
    for (const { path, error } of found.flatMap(perField)) {
      if (seen.has(path)) continue;
      seen.add(path);
      set(errors, path, { type: error.keyword, message: message(error, say) } satisfies FieldError);
    }
    for (const [path, text] of Object.entries(check?.(values) ?? {})) {
      if (seen.has(path)) continue;
      seen.add(path);
      set(errors, path, { type: 'check', message: text } satisfies FieldError);
    }
    return seen.size > 0 ? { values: {}, errors } : { values: present, errors: {} };
  };
}

// typebox reports all missing properties as one error of their parent.
function perField(error: SchemaError): { path: string; error: SchemaError }[] {
  const missing = error.keyword === 'required' ? (error.params.requiredProperties as string[]) : [''];
  return missing.map((property) => ({ path: dotted(`${error.instancePath}${property && `/${property}`}`) || 'root', error }));
}

/** `/address/city` → `address.city`. */
export function dotted(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

function message({ keyword, params }: SchemaError, say: Say): string {
  const limit = params.limit as number;
  switch (keyword) {
    case 'required':
      return say('form.invalid.required');
    case 'minLength':
      return limit === 1 ? say('form.invalid.required') : say('form.invalid.minLength', { limit });
    case 'maxLength':
    case 'minimum':
    case 'maximum':
      return say(`form.invalid.${keyword}`, { limit });
    case 'minItems':
    case 'maxItems':
      return say(`form.invalid.${keyword}`, { count: limit });
    case 'pattern':
      return say('form.invalid.pattern');
    case 'format':
      return say(`form.invalid.format.${params.format === 'email' || params.format === 'uri' ? params.format : 'other'}`);
    default:
      return say('form.invalid.other');
  }
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== '' && part !== undefined);
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutEmpty(part)]));
}
