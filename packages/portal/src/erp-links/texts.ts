import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useLinkTexts = defineTexts('erp-links', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
export type LinkTexts = ReturnType<typeof useLinkTexts>;
