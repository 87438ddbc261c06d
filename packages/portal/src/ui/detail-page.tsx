import { ArrowLeft, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from './avatar.tsx';
import { Button, buttonClass } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { useCrumb } from './crumb.tsx';
import { cx } from './cx.ts';
import { Link } from './link.tsx';
import { Menu, type MenuAction } from './menu.tsx';
import { useDocumentTitle } from './page-header.tsx';
import { type StripItem, SummaryStrip } from './panel.tsx';
import { type TabItem, Tabs } from './tabs.tsx';
import { useUiTexts } from './texts.ts';

export interface DetailPageProps {
  /** Where the arrow leads: the list. Absent on pages without one. */
  back?: { to: string; label: string };
  /** The kind of object: "User". */
  type: string;
  name: string;
  id: string;
  picture?: string | null | undefined;
  shape?: 'round' | 'square';
  /** Status and other chips beside the name. */
  chips?: ReactNode;
  /** The Edit button. */
  edit?: { label?: string; run: () => void; disabledReason?: string | undefined } | undefined;
  /** Further actions in the drop-down beside it. */
  actions?: readonly MenuAction[];
  strip?: readonly StripItem[];
  tabs: readonly TabItem[];
  /** Notices between header and tabs. */
  children?: ReactNode;
}

/** One object: header, summary strip, URL-held tabs. */
export function DetailPage(props: DetailPageProps) {
  const { type, name, strip, tabs, children } = props;
  useDocumentTitle(name);
  useCrumb(name);
  return (
    <article className="flex min-w-0 flex-col gap-4">
      <DetailHeader {...props} />
      {strip && <SummaryStrip items={strip} />}
      {children}
      <Tabs label={`${type}: ${name}`} tabs={tabs} />
    </article>
  );
}

function DetailHeader({ back, type, name, id, picture, shape = 'round', chips, edit, actions = [] }: DetailPageProps) {
  const t = useUiTexts();
  return (
    <header className="flex flex-wrap items-start gap-x-3 gap-y-3">
      {back && (
        <Link to={back.to} aria-label={back.label} className={buttonClass('ghost', 'icon-md', 'mt-2 -ms-2')}>
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
        </Link>
      )}
      <Avatar name={name} id={id} src={picture} size="lg" shape={shape} />
      <div className="min-w-48 flex-1">
        <p className="text-muted text-xs">{type}</p>
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="font-semibold text-xl leading-7 tracking-tight wrap-anywhere">{name}</h1>
          {chips}
        </div>
        <p className="flex items-center gap-0.5 text-muted text-xs">
          <code>{id}</code>
          <CopyButton text={id} label={t('copyId')} />
        </p>
      </div>
      <div className="flex items-center gap-px" data-print="off">
        {edit && (
          <Button
            variant="primary"
            onClick={edit.run}
            disabledReason={edit.disabledReason}
            className={cx(actions.some((action) => !action.hidden) && 'rounded-e-none')}
          >
            {edit.label ?? t('edit')}
          </Button>
        )}
        <Menu
          label={t('moreActions')}
          actions={actions}
          trigger={
            <Button
              variant={edit ? 'primary' : 'secondary'}
              aria-label={edit ? t('moreActions') : undefined}
              className={cx(edit && 'rounded-s-none px-1.5')}
            >
              {!edit && t('actions')}
              <ChevronDown aria-hidden className="size-4" />
            </Button>
          }
        />
      </div>
    </header>
  );
}
