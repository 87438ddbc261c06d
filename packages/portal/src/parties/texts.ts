import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const usePartyTexts = defineTexts('parties', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
export type PartyTexts = ReturnType<typeof usePartyTexts>;
