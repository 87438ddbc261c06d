import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useBuyerTexts = defineTexts('buyers', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
export type BuyerTexts = ReturnType<typeof useBuyerTexts>;
