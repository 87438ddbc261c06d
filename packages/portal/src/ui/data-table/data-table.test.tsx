import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../../../test/harness.tsx';
import { ApiError, type Page } from '../../api.ts';
import { type Column, DataTable, type DataTableProps, type PageRequest } from './index.ts';

interface Row {
  id: string;
  name: string;
  status: string;
}

const everybody: Row[] = Array.from({ length: 23 }, (_, index) => ({
  id: `USR-${index + 1}`,
  name: `Person ${index + 1}`,
  status: 'Active',
}));

const columns: Column<Row>[] = [
  {
    id: 'user',
    header: 'User',
    fixed: true,
    properties: [
      { path: 'name', label: 'Name' },
      { path: 'id', label: 'ID', kind: 'id' },
    ],
    cell: (row) => row.name,
    csv: (row) => row.name,
  },
  {
    id: 'status',
    header: 'Status',
    properties: [{ path: 'status', label: 'Status', kind: 'choice', values: [{ value: 'Active', label: 'Active' }] }],
    cell: (row) => row.status,
  },
];

const page = ({ limit, offset }: PageRequest, rows = everybody): Page<Row> => ({
  data: rows.slice(offset, offset + limit),
  $meta: { pagination: { limit, offset, total: rows.length } },
});

async function showTable(props: Partial<DataTableProps<Row>> = {}, url = '/') {
  const fetchPage = vi.fn(props.fetchPage ?? (async (request: PageRequest) => page(request)));
  const shown = await show(
    <DataTable
      id="people"
      label="People"
      columns={columns}
      rowId={(row) => row.id}
      rowLabel={(row) => row.name}
      searchPaths={['name', 'id']}
      {...props}
      fetchPage={fetchPage}
    />,
    url,
  );
  const asked = () => {
    const { signal: _, ...request } = fetchPage.mock.lastCall![0];
    return request;
  };
  return { ...shown, fetchPage, asked, user: userEvent.setup() };
}

const rows = () => screen.getAllByRole('row').length - 1;

describe('DataTable', () => {
  it('asks for the first ten rows and says how many there are', async () => {
    const { asked, address } = await showTable();
    expect(await screen.findByText('1–10 of 23 rows')).toBeTruthy();
    expect(rows()).toBe(10);
    expect(asked()).toEqual({ limit: 10, offset: 0, order: undefined, filter: undefined });
    expect(address()).toBe('/');
    expect(screen.getByRole('button', { name: 'Previous' })).toHaveProperty('disabled', true);
  });

  it('is restored from its address alone', async () => {
    const { asked } = await showTable({}, '/?page=2&size=5&sort=-name,id&filter=eq(status%2C"Active")&q=ada&cols=status');
    expect(await screen.findByText('6–10 of 23 rows')).toBeTruthy();
    expect(asked()).toEqual({
      limit: 5,
      offset: 5,
      order: '-name,id',
      filter: 'and(eq(status,"Active"),or(ilike(name,"*ada*"),ilike(id,"*ada*")))',
    });
    expect(screen.queryByRole('columnheader', { name: 'Status' })).toBeNull();
    expect(screen.getByRole('columnheader', { name: 'User' }).getAttribute('aria-sort')).toBe('descending');
  });

  it('keeps page, size and sort in the address, each on its own history entry', async () => {
    const { user, address, router } = await showTable();
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await waitFor(() => expect(address()).toBe('/?page=2'));
    await user.click(screen.getByRole('button', { name: 'User' }));
    await user.click(await screen.findByRole('menuitem', { name: 'ID, descending' }));
    await waitFor(() => expect(address()).toBe('/?sort=-id'));
    router.history.back();
    await waitFor(() => expect(address()).toBe('/?page=2'));
  });

  it('goes to a typed page, and not past the last one', async () => {
    const { user, address } = await showTable();
    const input = await screen.findByRole('textbox', { name: 'Page' });
    await user.clear(input);
    await user.type(input, '99{Enter}');
    await waitFor(() => expect(address()).toBe('/?page=3'));
    expect(await screen.findByText('21–23 of 23 rows')).toBeTruthy();
  });

  it('filters while one types, replacing the history entry and losing no letter', async () => {
    const { user, asked, address, router } = await showTable({}, '/?page=2');
    const before = router.history.length;
    const box = await screen.findByRole('searchbox', { name: 'Search People' });
    await user.type(box, 'ada roth');
    await waitFor(() => expect(asked().filter).toBe('or(ilike(name,"*ada roth*"),ilike(id,"*ada roth*"))'));
    expect(address()).toBe('/?q=ada+roth');
    expect(box).toHaveProperty('value', 'ada roth');
    expect(asked().offset).toBe(0);
    expect(router.history.length).toBe(before);
  });

  it('builds conditions with a nested group and resets them', async () => {
    const { user, asked, address } = await showTable();
    await user.click(await screen.findByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('button', { name: 'Add condition' }));
    await user.type(screen.getByRole('textbox', { name: 'Value' }), 'x');
    await user.click(screen.getByRole('button', { name: 'Add conditional group' }));
    await user.type(screen.getAllByRole('textbox', { name: 'Value' })[1] as HTMLElement, 'y');
    await user.click(screen.getAllByRole('button', { name: 'Add condition' })[0] as HTMLElement);
    await user.type(screen.getAllByRole('textbox', { name: 'Value' })[2] as HTMLElement, 'z');
    await waitFor(() => expect(asked().filter).toContain('z'));
    expect(asked().filter).toMatch(/^and\(ilike\(name,"\*x\*"\),or\(ilike\(name,"\*.\*"\),ilike\(name,"\*.\*"\)\)\)$/);
    await user.click(screen.getByRole('button', { name: 'Reset filters' }));
    await waitFor(() => expect(address()).toBe('/'));
    expect(screen.queryByRole('textbox', { name: 'Value' })).toBeNull();
  });

  it('sorts by several rules that can be moved and removed', async () => {
    const { user, asked, address } = await showTable({ defaultSort: 'name' });
    await user.click(await screen.findByRole('button', { name: /^Sort\b/ }));
    await user.click(await screen.findByRole('button', { name: 'Add another sort' }));
    await waitFor(() => expect(asked().order).toBe('name,id'));
    await user.click(screen.getByRole('button', { name: 'Move ID up' }));
    await waitFor(() => expect(asked().order).toBe('id,name'));
    await user.click(screen.getByRole('button', { name: 'Stop sorting by ID' }));
    await waitFor(() => expect(address()).toBe('/'));
    await user.click(screen.getByRole('button', { name: 'Clear sort' }));
    await waitFor(() => expect(asked().order).toBeUndefined());
  });

  it('tells first use from no match, and clears the filters', async () => {
    const { user, address } = await showTable(
      { fetchPage: async (request) => page(request, request.filter ? [] : everybody), empty: <p>Invite somebody</p> },
      '/?q=nobody',
    );
    expect(await screen.findByText('No rows match')).toBeTruthy();
    expect(screen.queryByText('Invite somebody')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(await screen.findByText('1–10 of 23 rows')).toBeTruthy();
    expect(address()).toBe('/');
  });

  it('shows the first-use state when nothing exists at all', async () => {
    await showTable({ fetchPage: async (request) => page(request, []), empty: <p>Invite somebody</p> });
    expect(await screen.findByText('Invite somebody')).toBeTruthy();
  });

  it('shows a failure with its trace id and tries again', async () => {
    let broken = true;
    const { user } = await showTable({
      fetchPage: async (request) => {
        if (broken) throw new ApiError({ type: 'about:blank', title: 'Internal', status: 500, detail: 'It broke.', traceId: '00-abc-01' });
        return page(request);
      },
    });
    expect(await screen.findByText('It broke.')).toBeTruthy();
    expect(screen.getByText('00-abc-01')).toBeTruthy();
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('1–10 of 23 rows')).toBeTruthy();
  });

  it('keeps the old rows while the next page is on its way', async () => {
    let release = () => {};
    const { user } = await showTable({
      fetchPage: async (request) => {
        if (request.offset > 0) await new Promise<void>((resolve) => (release = resolve));
        return page(request);
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    const table = screen.getByRole('region', { name: 'People' });
    await waitFor(() => expect(table.getAttribute('aria-busy')).toBe('true'));
    expect(screen.getByText('Person 1')).toBeTruthy();
    // The old rows are not passed off as the new ones.
    expect(screen.getByText('Loading rows …')).toBeTruthy();
    expect(screen.queryByText('11–20 of 23 rows')).toBeNull();
    release();
    expect(await screen.findByText('11–20 of 23 rows')).toBeTruthy();
    expect(await screen.findByText('Person 11')).toBeTruthy();
    expect(screen.queryByText('Person 1')).toBeNull();
  });

  it('hides columns, but not the fixed ones', async () => {
    const { user, address } = await showTable();
    await user.click(await screen.findByRole('button', { name: 'Columns' }));
    expect((await screen.findByRole('checkbox', { name: 'User' })).getAttribute('aria-disabled') ?? 'true').toBe('true');
    await user.click(screen.getByRole('checkbox', { name: 'Status' }));
    await waitFor(() => expect(address()).toBe('/?cols=status'));
    expect(screen.queryByRole('columnheader', { name: 'Status' })).toBeNull();
  });

  it('hands the chosen rows of several pages to a bulk action', async () => {
    const run = vi.fn(async () => true);
    const { user } = await showTable({ bulkActions: [{ id: 'remove', label: 'Remove', run }] });
    await user.click(await screen.findByRole('checkbox', { name: 'Select Person 2' }));
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Select Person 12' }));
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(run).toHaveBeenCalledExactlyOnceWith([everybody[1], everybody[11]]);
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Selected rows' })).toBeNull());
  });

  it('offers row actions with the reason why one is closed, and does not run that one', async () => {
    const edit = vi.fn();
    const remove = vi.fn();
    const { user } = await showTable({
      rowActions: () => [
        { id: 'remove', label: 'Remove', danger: true, disabledReason: 'Nobody can remove himself.', run: remove },
        { id: 'edit', label: 'Edit', run: edit },
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Actions for Person 1' }));
    const items = await screen.findAllByRole('menuitem');
    expect(items.map((item) => item.textContent)).toEqual(['Edit', 'RemoveNobody can remove himself.']);
    await user.click(items[1] as HTMLElement);
    expect(remove).not.toHaveBeenCalled();
    await user.click(within(screen.getByRole('menu')).getByRole('menuitem', { name: 'Edit' }));
    expect(edit).toHaveBeenCalledOnce();
  });

  it('saves a view and opens it again', async () => {
    const { user, address } = await showTable({}, '/?sort=-name&size=25');
    await user.click(await screen.findByRole('button', { name: 'View: Custom view' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save this view…' }));
    await user.type(await screen.findByRole('textbox', { name: /Name of the view/ }), 'Latest{Enter}');
    await user.click(await screen.findByRole('button', { name: 'View: Latest' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Default view' }));
    await waitFor(() => expect(address()).toBe('/'));
    await user.click(screen.getByRole('button', { name: 'View: Default view' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Latest' }));
    await waitFor(() => expect(new URLSearchParams(address().slice(2))).toEqual(new URLSearchParams('size=25&sort=-name')));
  });
});
