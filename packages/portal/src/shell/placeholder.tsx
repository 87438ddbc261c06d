import { useLocation } from '@tanstack/react-router';
import { pageAt, useRegistryTexts } from '../registry.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useShellTexts } from './texts.ts';

/** Stands where a registered page has no screen of its own. */
export function Placeholder() {
  const t = useShellTexts();
  const say = useRegistryTexts();
  const page = pageAt(useLocation().pathname);
  if (!page) return null;
  return (
    <>
      <PageHeader title={say(`page.${page.id}.title`)} description={say(`page.${page.id}.description`)} />
      <EmptyState icon={page.icon} title={t('placeholder.title')}>
        {t('placeholder.detail')}
      </EmptyState>
    </>
  );
}
