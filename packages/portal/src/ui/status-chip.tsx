import { cx } from './cx.ts';
import type { Tone } from './notice.tsx';
import { useUiTexts } from './texts.ts';

const tones: Record<string, Tone> = {
  Active: 'success',
  Enabled: 'info',
  Unassigned: 'info',
  Mismatch: 'danger',
  Conflict: 'danger',
  Failed: 'danger',
};

const looks: Record<Tone, string> = {
  success: 'bg-success-soft text-success-ink',
  info: 'bg-info-soft text-info-ink',
  warning: 'bg-warning-soft text-warning-ink',
  danger: 'bg-danger-soft text-danger-ink',
  neutral: 'bg-neutral-soft text-neutral-ink',
};

/** The state of an object, by its word on the wire (`InvitationExpired` reads "Invitation expired"). Unknown words are neutral. */
export function StatusChip({ status, tone }: { status: string; tone?: Tone }) {
  const t = useUiTexts();
  const translate = t as unknown as (key: string, values: { defaultValue: string }) => string;
  const spaced = status.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  const label = translate(`status.${status}`, { defaultValue: spaced.charAt(0).toUpperCase() + spaced.slice(1) });
  return <Chip label={label} tone={tone ?? tones[status] ?? 'neutral'} dot />;
}

/** A small label such as "Default". */
export function Chip({ label, tone = 'neutral', dot }: { label: string; tone?: Tone; dot?: boolean }) {
  return (
    <span className={cx('inline-flex h-5 w-fit items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-xs', looks[tone])}>
      {dot && <span aria-hidden className="size-1.5 rounded-full bg-current" />}
      {label}
    </span>
  );
}
