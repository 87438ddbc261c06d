import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useAuditTexts = defineTexts('audit', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
export type AuditTexts = ReturnType<typeof useAuditTexts>;
