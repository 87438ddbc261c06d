import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useErpRunTexts = defineTexts('erp-runs', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
export type ErpRunTexts = ReturnType<typeof useErpRunTexts>;
