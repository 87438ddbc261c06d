import type { Operation } from '@tenantry/contract';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { fieldErrors, unknownFields } from './body.ts';

/** Outside production the server checks its own answers: an undeclared field or a wrong type is a defect, and throws. */
export function answerChecker(operation: Operation): (answer: unknown) => void {
  const { answer: schema, status, path, method } = operation;
  if (!schema) {
    return (answer) => {
      if (status === 204 && answer !== undefined) throw new Error(`${method} ${path} answered a body with 204`);
    };
  }
  const check = Compile(schema as TSchema);
  return (given) => {
    // What leaves as JSON: undefined is absent.
    const answer: unknown = JSON.parse(JSON.stringify(given));
    if (!check.Check(answer))
      throw new Error(`${method} ${path} answers against its schema: ${JSON.stringify(fieldErrors(check.Errors(answer)))}`);
    const unknown = unknownFields(answer, schema);
    if (unknown.length > 0) throw new Error(`${method} ${path} answers undeclared fields: ${unknown.join(', ')}`);
  };
}
