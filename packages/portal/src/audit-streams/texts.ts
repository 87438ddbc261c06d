import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useStreamTexts = defineTexts('audit-streams', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
export type StreamTexts = ReturnType<typeof useStreamTexts>;
