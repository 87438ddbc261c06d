import { Check, Circle } from 'lucide-react';
import { cx } from '../ui/cx.ts';
import { type Entry, judge, type Person, type Policy } from './requirements.ts';
import { usePasswordTexts } from './texts.ts';

/** What the password must be, ticked while it is typed. */
export function Checklist({ policy, entry, person }: { policy: Policy; entry: Entry; person?: Person | undefined }) {
  const t = usePasswordTexts();
  const judged = judge(policy, entry, person);
  const text = (requirement: (typeof judged)[number]['requirement']) =>
    requirement === 'length' ? t('length', { count: policy.lengthMin }) : t(requirement);
  return (
    <div className="rounded-md bg-sunken px-3 py-2.5 text-xs">
      <p className="mb-1.5 font-medium">{t('requirements')}</p>
      <ul className="flex flex-col gap-1">
        {judged.map(({ requirement, met }) => (
          <Item key={requirement} text={text(requirement)} state={t(met ? 'met' : 'open')} met={met} />
        ))}
        <Item text={t('common')} state={t('later')} visible />
      </ul>
    </div>
  );
}

function Item({ text, state, met = false, visible }: { text: string; state: string; met?: boolean; visible?: boolean }) {
  const Icon = met ? Check : Circle;
  return (
    <li className={cx('flex items-start gap-1.5', met ? 'text-success-ink' : 'text-muted')}>
      <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
      <span>
        {text} <span className={visible ? '' : 'sr-only'}>({state})</span>
      </span>
    </li>
  );
}
