import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem } from '../../test/harness.tsx';
import { checked, imports, pageOf, rows } from './samples.ts';

const partsOf = (form: FormData) => ({ options: JSON.parse(String(form.get('import'))), file: (form.get('file') as File).name });

async function openStart(answers: Answers = {}) {
  const calls = answer({
    [`GET ${imports}`]: pageOf([checked]),
    [`GET ${imports}/${checked.id}`]: checked,
    [`GET ${imports}/${checked.id}/rows`]: pageOf(rows),
    'GET /public/v1/accounts/user-groups': pageOf([]),
    ...answers,
  });
  const shown = await open('/administration/settings/users/import');
  const input = await screen.findByLabelText('File with people to invite');
  const posts = () => calls.filter((call) => call.method === 'POST').map((call) => partsOf(call.body as FormData));
  return { ...shown, input, posts };
}

const people = new File(['Mail,Given,Family\n'], 'people.csv', { type: 'text/csv' });

describe('ImportStartPage', () => {
  it('checks the chosen file and leads to the result, whose address is the import', async () => {
    const { input, posts, address } = await openStart({ [`POST ${imports}`]: checked });
    await userEvent.upload(input, people);
    expect(await screen.findByRole('heading', { name: 'people.csv' })).toBeTruthy();
    expect(address()).toBe(`/administration/settings/users/import/${checked.id}`);
    expect(posts()).toEqual([{ options: { fileName: 'people.csv' }, file: 'people.csv' }]);
  });

  it('says why a file is refused and lets the columns be named by hand', async () => {
    let refused = true;
    const { input, posts } = await openStart({
      [`POST ${imports}`]: () =>
        refused ? problem({ status: 400, detail: 'No column was found for First name.', errors: { file: ['x'] } }) : checked,
    });
    await userEvent.upload(input, people);
    expect((await screen.findByRole('alert')).textContent).toContain('No column was found for First name.');
    await userEvent.click(await screen.findByRole('combobox', { name: /First name/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Given' }));
    refused = false;
    await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
    await screen.findByRole('heading', { name: 'people.csv' });
    expect(posts()[1]?.options).toEqual({ mapping: { firstName: 1 }, fileName: 'people.csv' });
  });

  it('does not send a file that is too large', async () => {
    const { input, posts } = await openStart();
    await userEvent.upload(input, new File([new Uint8Array(5 * 1024 * 1024 + 1)], 'huge.csv', { type: 'text/csv' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The file is larger than 5 MB.');
    expect(posts()).toEqual([]);
  });

  it('lists earlier imports with a link to each', async () => {
    await openStart();
    const link = await screen.findByRole('link', { name: 'people.csv' });
    expect(link.getAttribute('href')).toBe(`/administration/settings/users/import/${checked.id}`);
    expect(within(link.closest('tr') as HTMLElement).getByText('Ada Roth')).toBeTruthy();
  });
});
