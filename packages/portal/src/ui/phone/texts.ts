import { defineTexts } from '../../i18n.ts';
import { en } from './texts.en.ts';

export const usePhoneTexts = defineTexts('phone', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
