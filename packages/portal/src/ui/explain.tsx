import { Lock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { useUiTexts } from './texts.ts';

export interface ExplainProps {
  /** What the person cannot do: "Remove this group". */
  what: string;
  reason: string;
  /** What it takes: "Access management". */
  needs?: string;
  /** Who can grant it. */
  ask?: ReactNode;
}

/** "Why can't I?": a small link that opens the reason, what it takes and whom to ask. */
export function Explain({ what, reason, needs, ask }: ExplainProps) {
  const t = useUiTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" size="sm" icon={Lock} onClick={() => setOpen(true)}>
        {t('explain.why')}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('explain.title', { what })}
        size="sm"
        actions={<Button onClick={() => setOpen(false)}>{t('close')}</Button>}
      >
        <dl className="flex flex-col gap-3 text-sm">
          <Row term={t('explain.reason')} text={reason} />
          {needs && <Row term={t('explain.needs')} text={needs} />}
          {ask && <Row term={t('explain.ask')} text={ask} />}
        </dl>
      </Dialog>
    </>
  );
}

function Row({ term, text }: { term: string; text: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-xs">{term}</dt>
      <dd>{text}</dd>
    </div>
  );
}
