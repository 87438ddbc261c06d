import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useSignInTexts = defineTexts('sign-in', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
