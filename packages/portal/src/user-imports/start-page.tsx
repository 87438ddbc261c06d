import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useRegistryTexts } from '../registry.ts';
import { Button } from '../ui/button.tsx';
import { download } from '../ui/data-table/index.ts';
import { FileDrop } from '../ui/file-drop.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProgressBar } from '../ui/show.tsx';
import { type Choices, faultOf, noChoices } from './choices.ts';
import { ColumnMapping } from './column-mapping.tsx';
import { readHeadings } from './headings.ts';
import { PreviousImports } from './previous-imports.tsx';
import { useImportTexts } from './texts.ts';
import { type Checking, useCheck } from './use-imports.ts';

/** Invite from file: choose one, see what earlier ones did. */
export function ImportStartPage() {
  const t = useImportTexts();
  const say = useRegistryTexts();
  const checking = useCheck();
  return (
    <>
      <PageHeader title={say('page.user-imports.title')} description={t('start.description')} />
      <div className="flex min-w-0 flex-col gap-5">
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Panel title={t('start.fileTitle')}>
            <div className="flex flex-col gap-4">
              <FileDrop
                label={t('start.fileLabel')}
                accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
                hint={t('start.fileHint')}
                disabled={checking.busy}
                onFile={(file) => void checking.check(file, noChoices)}
              />
              {checking.busy && <ProgressBar label={t('start.checking', { name: checking.file?.name })} />}
              {checking.problem && (
                <Notice tone="danger" title={t('start.refused')}>
                  {checking.problem}
                </Notice>
              )}
              {checking.problem && !checking.busy && <ByHand key={checking.file?.name} checking={checking} />}
            </div>
          </Panel>
          <Panel title={t('start.shapeTitle')} actions={<TemplateButton />}>
            <div className="flex flex-col gap-3 text-sm">
              <p className="text-muted">{t('start.shape')}</p>
              <Sample />
              <p className="text-muted">{t('start.shapeGroups')}</p>
            </div>
          </Panel>
        </div>
        <section className="flex min-w-0 flex-col gap-3">
          <h2 className="font-semibold">{t('previous.title')}</h2>
          <PreviousImports />
        </section>
      </div>
    </>
  );
}

/** The headings of a refused file, so that its columns can be named by hand. */
function ByHand({ checking: { file, check, busy } }: { checking: Checking }) {
  const t = useImportTexts();
  const [headings, setHeadings] = useState<string[]>([]);
  const [columns, setColumns] = useState<Choices['columns']>({});
  useEffect(() => {
    if (file) void readHeadings(file).then(setHeadings, () => setHeadings([]));
  }, [file]);
  if (!file || headings.length < 2) return null;
  const choices = { ...noChoices, columns };
  const fault = faultOf(choices);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm">{t('start.mapping')}</p>
      <ColumnMapping columns={headings.map((heading) => ({ heading }))} value={columns} onValueChange={setColumns} />
      <Button
        variant="primary"
        className="self-start"
        busy={busy}
        disabledReason={fault ? t(fault) : undefined}
        onClick={() => void check(file, choices)}
      >
        {t('choices.again')}
      </Button>
    </div>
  );
}

const sample = [
  ['Ada', 'Roth', 'ada.roth@example.com', 'Finance'],
  ['Ben', 'Okafor', 'ben.okafor@example.com', 'Finance|Buyers'],
];

function Sample() {
  const t = useImportTexts();
  const heads = [t('field.firstName'), t('field.lastName'), t('field.email'), t('field.groups')];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={t('start.shapeTitle')} tabIndex={0} className="relative overflow-x-auto rounded-md border">
      <table className="w-full text-xs">
        <thead>
          <tr className="bg-sunken text-start text-muted">
            {heads.map((head) => (
              <th key={head} scope="col" className="whitespace-nowrap px-2.5 py-1.5 text-start font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((cells) => (
            <tr key={cells[2]} className="border-t">
              {cells.map((cell, index) => (
                <td key={heads[index]} className="whitespace-nowrap px-2.5 py-1.5">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function TemplateButton() {
  const t = useImportTexts();
  // Headings only: somebody would invite the people of an example.
  const content = `\uFEFF${['firstName', 'lastName', 'email', 'phone', 'groups'].map((field) => t(`field.${field as 'email'}`)).join(',')}\r\n`;
  return (
    <Button size="sm" icon={Download} onClick={() => download('people.csv', content, 'text/csv;charset=utf-8')}>
      {t('start.template')}
    </Button>
  );
}
