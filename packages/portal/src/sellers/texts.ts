import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useSellerTexts = defineTexts('sellers', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
export type SellerTexts = ReturnType<typeof useSellerTexts>;
