import type { Audit } from '@tenantry/contract/fields';
import { ObjectLink } from '../object-link.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { KeyValue, type KeyValueItem, Panel } from '../ui/panel.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { type Member, stateOf } from './member.ts';
import { useUserTexts } from './texts.ts';

type Happened = Audit[string] | undefined;

/** When and by whom each step of the membership was done, and the ids. */
export function DetailsTab({ member }: { member: Member }) {
  const t = useUserTexts();
  const say = useUiTexts();
  const audit: Record<string, Happened> = member.audit ?? {};
  const state = stateOf(member);
  const joined = audit.joined ?? (member.joinedAt ? { at: member.joinedAt } : undefined);
  const { expiresAt } = member.invitation ?? {};
  const step = (label: string, happened: Happened, always = false): KeyValueItem => ({
    label,
    value: happened && <When happened={happened} />,
    hidden: !happened && !always,
  });
  const id = (label: string, text: string): KeyValueItem => ({
    label,
    value: <code className="text-xs">{text}</code>,
    action: <CopyButton text={text} label={say('copyNamed', { label })} />,
  });
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Panel title={t('detail.history')}>
        <KeyValue
          items={[
            // A first invitation is the making of the membership.
            audit.added ? step(t('history.added'), audit.added) : step(t('history.invited'), audit.invited ?? audit.created, true),
            step(t('history.invitation_resent'), audit.invitation_resent),
            step(t('history.invitation_renewed'), audit.invitation_renewed),
            step(
              t(state === 'Invited' ? 'history.expiresAt' : 'history.expiredAt'),
              state !== 'Active' && expiresAt ? { at: expiresAt } : undefined,
            ),
            step(t('history.declined'), audit.declined),
            step(t('history.joined'), joined, true),
            step(t('history.lastLoginAt'), member.lastLoginAt ? { at: member.lastLoginAt } : undefined, true),
            step(t('history.updated'), audit.updated),
          ]}
        />
      </Panel>
      <Panel title={t('detail.identifiers')}>
        <KeyValue
          items={[
            id(t('property.userId'), member.user.id),
            id(t('property.membershipId'), member.id),
            { label: t('history.revision'), value: member.revision },
          ]}
        />
      </Panel>
    </div>
  );
}

function When({ happened }: { happened: NonNullable<Happened> }) {
  const { at, by, of } = happened;
  return (
    <>
      <DateTime value={at} />
      {by && (
        <span className="block text-muted text-xs">
          <ObjectLink id={by.id} name={by.name ?? by.id} />
          {of?.name && ` (${of.name})`}
        </span>
      )}
    </>
  );
}
