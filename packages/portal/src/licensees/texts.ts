import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useLicenseeTexts = defineTexts('licensees', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
export type LicenseeTexts = ReturnType<typeof useLicenseeTexts>;
