import type { Buyer } from '@tenantry/contract/buyers';
import { ArrowRightLeft, Ban, CircleCheck, CirclePause, ClipboardCheck, Pencil, Play, RefreshCw, Trash2, Unlink } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api } from '../api.ts';
import { buyersPath } from '../parties/paths.ts';
import { type PartyTexts, usePartyTexts } from '../parties/texts.ts';
import { usePartiesChanged, useQuestion } from '../parties/use-question.tsx';
import { useRights } from '../parties/use-rights.ts';
import type { MenuAction } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { ActivateBuyer } from './activate-buyer.tsx';
import { type BuyerTexts, useBuyerTexts } from './texts.ts';
import { TransferBuyer } from './transfer-buyer.tsx';
import { ValidateBuyer } from './validate-buyer.tsx';

type Asking = 'activate' | 'transfer' | 'validate';

export interface BuyerActions {
  actionsOf: (buyer: Buyer) => MenuAction[];
  dialogs: ReactNode;
}

/** What this person can do to a buyer in its present state (spec 10.2), and the dialog of what was chosen. */
export function useBuyerActions(onEdit?: (buyer: Buyer) => void, onDeleted?: () => unknown): BuyerActions {
  const t = useBuyerTexts();
  const party = usePartyTexts();
  const { manages, operates } = useRights();
  const [asking, setAsking] = useState<{ what: Asking; buyer: Buyer }>();
  const { questions, question } = useBuyerQuestions(onDeleted);

  function actionsOf(buyer: Buyer): MenuAction[] {
    const { status, licenseeCount = 0 } = buyer;
    const open = (what: Asking) => () => setAsking({ what, buyer });
    const licensed = licenseeCount > 0 ? t('action.licensed', { count: licenseeCount }) : undefined;
    const ask = (what: Question) => () => questions[what](buyer);
    if (!manages) return [];
    return menuOf({ status, t, party, operates, licensed, open, ask, edit: onEdit && (() => onEdit(buyer)) });
  }

  const close = () => setAsking(undefined);
  const dialogs = (
    <>
      {question}
      {asking?.what === 'activate' && <ActivateBuyer buyer={asking.buyer} onClose={close} />}
      {asking?.what === 'transfer' && <TransferBuyer buyer={asking.buyer} onClose={close} />}
      {asking?.what === 'validate' && <ValidateBuyer buyer={asking.buyer} onClose={close} />}
    </>
  );
  return { actionsOf, dialogs };
}

type Question = keyof typeof words | 'delete';

interface Menu {
  status: Buyer['status'];
  t: BuyerTexts;
  party: PartyTexts;
  operates: boolean;
  /** Why what licensees hold is closed. */
  licensed: string | undefined;
  open: (what: Asking) => () => void;
  ask: (what: Question) => () => void;
  edit: (() => void) | undefined;
}

function menuOf({ status, t, party, operates, licensed, open, ask, edit }: Menu): MenuAction[] {
  const isOne = (...statuses: Buyer['status'][]) => statuses.includes(status);
  return [
    { id: 'edit', label: party('edit'), icon: Pencil, hidden: !edit, run: () => edit?.() },
    { id: 'enable', label: t('action.enable'), icon: Play, hidden: !isOne('Disabled'), run: ask('enable') },
    {
      id: 'activate',
      label: t('action.activate'),
      icon: CircleCheck,
      hidden: !operates || !isOne('Enabled', 'Unassigned'),
      run: open('activate'),
    },
    {
      id: 'synchronize',
      label: t('action.synchronize'),
      icon: RefreshCw,
      hidden: !operates,
      run: ask('synchronize'),
    },
    { id: 'validate', label: t('action.validate'), icon: ClipboardCheck, hidden: !operates, run: open('validate') },
    {
      id: 'transfer',
      label: t('action.transfer'),
      icon: ArrowRightLeft,
      hidden: !operates || !isOne('Enabled', 'Active', 'Disabled', 'Mismatch'),
      run: open('transfer'),
    },
    {
      id: 'deactivate',
      label: t('action.deactivate'),
      icon: CirclePause,
      hidden: !operates || !isOne('Active'),
      run: ask('deactivate'),
    },
    {
      id: 'unassign',
      label: t('action.unassign'),
      icon: Unlink,
      hidden: !operates || !isOne('Active', 'Disabled'),
      disabledReason: licensed,
      run: ask('unassign'),
    },
    { id: 'disable', label: t('action.disable'), icon: Ban, danger: true, hidden: !isOne('Active', 'Enabled'), run: ask('disable') },
    {
      id: 'delete',
      label: t('action.delete'),
      icon: Trash2,
      danger: true,
      hidden: !operates,
      disabledReason: licensed,
      run: ask('delete'),
    },
  ];
}

const words = {
  enable: 'enabled',
  disable: 'disabled',
  deactivate: 'deactivated',
  unassign: 'unassigned',
  synchronize: 'synchronized',
} as const;

/** Each says what happens, and what does not. */
function useBuyerQuestions(onDeleted: (() => unknown) | undefined) {
  const t = useBuyerTexts();
  const changed = usePartiesChanged();
  const { ask, question } = useQuestion();
  const act = (buyer: Buyer, action: keyof typeof words) => async () => {
    await api.post(`${buyersPath}/${buyer.id}/${action}`);
    showToast({ title: t(`action.${words[action]}`, { name: buyer.name }) });
    changed();
  };
  const questions = {
    enable: (buyer: Buyer) =>
      ask({
        title: t('enable.question', { name: buyer.name }),
        details: [t('enable.choosable'), t('enable.licensees')],
        confirmLabel: t('action.enable'),
        run: act(buyer, 'enable'),
      }),
    disable: (buyer: Buyer) =>
      ask({
        title: t('disable.question', { name: buyer.name }),
        details: [t('disable.choosable'), t('disable.licensees'), t('disable.later'), t('disable.keeps')],
        confirmLabel: t('action.disable'),
        danger: true,
        run: act(buyer, 'disable'),
      }),
    deactivate: (buyer: Buyer) =>
      ask({
        title: t('deactivate.question', { name: buyer.name }),
        details: [t('deactivate.ids'), t('deactivate.licensees')],
        confirmLabel: t('action.deactivate'),
        run: act(buyer, 'deactivate'),
      }),
    synchronize: (buyer: Buyer) =>
      ask({
        title: t('synchronize.question', { name: buyer.name }),
        details: [t('synchronize.takes'), t('synchronize.links')],
        confirmLabel: t('action.synchronize'),
        run: act(buyer, 'synchronize'),
      }),
    unassign: (buyer: Buyer) =>
      ask({
        title: t('unassign.question', { name: buyer.name }),
        details: [t('unassign.account', { account: buyer.account?.name ?? buyer.account?.id }), t('unassign.groups')],
        confirmLabel: t('action.unassign'),
        danger: true,
        run: act(buyer, 'unassign'),
      }),
    delete: (buyer: Buyer) => ask(deletion(t, buyer, changed, onDeleted)),
  };
  return { questions, question };
}

const deletion = (t: BuyerTexts, buyer: Buyer, changed: () => void, onDeleted: (() => unknown) | undefined) => ({
  title: t('delete.question', { name: buyer.name }),
  details: [t('delete.final'), t('unassign.groups'), t('delete.audit')],
  confirmLabel: t('action.delete'),
  danger: true,
  typeToConfirm: buyer.name,
  async run() {
    await api.delete(`${buyersPath}/${buyer.id}`);
    showToast({ title: t('action.deleted', { name: buyer.name }) });
    await onDeleted?.();
    changed();
  },
});
