import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useTokenTexts = defineTexts('api-tokens', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
export type TokenTexts = ReturnType<typeof useTokenTexts>;
