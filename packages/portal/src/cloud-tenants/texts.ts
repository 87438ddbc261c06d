import { defineTexts } from '../i18n.ts';
import { en } from './texts.en.ts';

export const useTenantTexts = defineTexts('cloud-tenants', en, { de: () => import('./texts.de.ts').then((module) => module.de) });
export type TenantTexts = ReturnType<typeof useTenantTexts>;
