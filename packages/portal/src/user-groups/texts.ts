import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useGroupTexts = defineTexts('user-groups', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
export type GroupTexts = ReturnType<typeof useGroupTexts>;
