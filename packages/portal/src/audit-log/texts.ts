import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useAuditLogTexts = defineTexts('audit-log', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
