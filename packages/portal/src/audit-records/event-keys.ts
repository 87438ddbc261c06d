import { eventKeys, resources } from '@tenantry/contract';
import { backgroundEvents, furtherEvents } from '@tenantry/contract/further-events';

/** A key of the event log, taken apart: `platform.accounts.api_token.created` is `ApiToken` and `created`. */
export interface EventKey {
  key: string;
  area: string;
  objectType: string;
  action: string;
}

/** Every event that the platform may record, in the order of the alphabet. */
export const knownEvents: readonly EventKey[] = [
  ...new Set([
    ...Object.values(resources).flatMap((one) => Object.values(one.operations).flatMap((operation) => eventKeys(operation))),
    ...[...Object.values(furtherEvents), ...backgroundEvents].map(({ key }) => key),
  ]),
]
  .filter((key) => key.startsWith('platform.'))
  .sort()
  .map((key) => {
    const [, area = '', object = '', action = ''] = key.split('.');
    return { key, area, objectType: objectTypeOf(area, object), action };
  });

/** Types that records are about; what happens at sign-in is about a user. */
export const knownObjectTypes: readonly string[] = [
  ...new Set(knownEvents.filter(({ area }) => area !== 'security').map(({ objectType }) => objectType)),
].sort();

export const knownActions: readonly string[] = [...new Set(knownEvents.map(({ action }) => action))].sort();

// The trail's own objects carry its name; an event type has it by itself.
function objectTypeOf(area: string, object: string): string {
  const own = area === 'audit' && object !== 'event_type';
  return `${own ? 'Audit' : ''}${pascal(object)}`;
}

function pascal(snake: string): string {
  return snake.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
