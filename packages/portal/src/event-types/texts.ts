import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useEventTypeTexts = defineTexts('event-types', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
export type EventTypeTexts = ReturnType<typeof useEventTypeTexts>;
