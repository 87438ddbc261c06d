import { useNavigate, useSearch } from '@tanstack/react-router';
import { FileUp, MailPlus, Plus, UserMinus, UserRound, UsersRound } from 'lucide-react';
import { useCallback, useState } from 'react';
import { api, type Page } from '../api.ts';
import { useRegistryTexts } from '../registry.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { type BulkAction, DataTable, type PageRequest } from '../ui/data-table/index.ts';
import { Link } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState } from '../ui/states.tsx';
import { AddWizard } from './add-wizard.tsx';
import { BulkDialog, type BulkKind } from './bulk-dialog.tsx';
import { useUserColumns } from './columns.tsx';
import { EditGroups } from './edit-groups.tsx';
import type { Member } from './member.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { useUserTexts } from './texts.ts';
import { useMemberActions } from './use-member-actions.ts';
import { useMembers, usersTable } from './use-members.ts';

interface Bulk {
  kind: BulkKind;
  rows: readonly Member[];
  /** Whether the selection may go. */
  answer: (done: boolean) => void;
}

/** Settings > Users: the memberships of the current account and everything around invitations. */
export function UsersPage() {
  const t = useUserTexts();
  const say = useRegistryTexts();
  const members = useMembers();
  const { columns, properties } = useUserColumns();
  const [editing, setEditing] = useState<Member>();
  const [removing, setRemoving] = useState<Member>();
  const [bulk, setBulk] = useState<Bulk>();
  const rowActions = useMemberActions({ edit: setEditing, remove: setRemoving });
  const { path } = members;
  const fetchPage = useCallback(
    ({ filter, signal, ...query }: PageRequest) => api.get<Page<Member>>(path, { query: { ...query, select: 'audit' }, filter, signal }),
    [path],
  );
  const start = (kind: BulkKind) => (rows: readonly Member[]) =>
    new Promise<boolean>((resolve) => setBulk({ kind, rows, answer: resolve }));
  const bulkActions: BulkAction<Member>[] = [
    { id: 'resend', label: t('bulk.resend'), icon: MailPlus, run: start('resend') },
    { id: 'add-to-group', label: t('bulk.addToGroup'), icon: UsersRound, run: start('add-to-group') },
    { id: 'remove', label: t('bulk.remove'), icon: UserMinus, danger: true, run: start('remove') },
  ];
  return (
    <>
      <PageHeader title={say('page.users.title')} description={t('list.description', { account: members.account.name })} />
      <DataTable
        id={usersTable}
        label={t('list.label')}
        columns={columns}
        properties={properties}
        fetchPage={fetchPage}
        queryKey={[members.account.id]}
        rowId={(member) => member.id}
        rowLabel={(member) => member.user.name}
        searchPaths={['user.name', 'user.email', 'user.id', 'id']}
        defaultSort="user.name"
        rowActions={rowActions}
        bulkActions={bulkActions}
        exportName={t('list.export')}
        actions={<Buttons />}
        empty={
          <EmptyState icon={UserRound} title={t('list.emptyTitle')} action={<Buttons />}>
            {t('list.emptyDetail')}
          </EmptyState>
        }
      />
      <AddFromLink />
      {editing && <EditGroups member={editing} onClose={() => setEditing(undefined)} />}
      <RemoveDialog member={removing} onClose={() => setRemoving(undefined)} />
      {bulk && (
        <BulkDialog
          kind={bulk.kind}
          rows={bulk.rows}
          onClose={(done) => {
            setBulk(undefined);
            bulk.answer(done);
          }}
        />
      )}
    </>
  );
}

function Buttons() {
  const t = useUserTexts();
  const navigate = useNavigate();
  return (
    <>
      <Link plain to="/administration/settings/users/import" className={buttonClass('secondary')}>
        <FileUp aria-hidden className="size-4" />
        {t('list.import')}
      </Link>
      <Button
        variant="primary"
        icon={Plus}
        onClick={() => void navigate({ to: '.', search: ((before: object) => ({ ...before, open: 'add' })) as never, resetScroll: false })}
      >
        {t('list.add')}
      </Button>
    </>
  );
}

/** `?open=add` is a link to the wizard. */
function AddFromLink() {
  const navigate = useNavigate();
  const { open } = useSearch({ strict: false }) as { open?: string };
  if (open !== 'add') return null;
  const close = () =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, open: undefined })) as never, resetScroll: false });
  return <AddWizard onClose={close} />;
}
