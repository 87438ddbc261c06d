import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useRetentionTexts = defineTexts('audit-settings', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
