import { Field } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { type Choices, fields, type ImportField } from './choices.ts';
import { useImportTexts } from './texts.ts';

export interface ColumnMappingProps {
  /** In the order of the file; `field` is what the check took the column for. */
  columns: readonly { heading: string; field?: string }[];
  value: Choices['columns'];
  onValueChange: (columns: Choices['columns']) => void;
  disabled?: boolean;
}

const byHeading = 'auto';

/** Which column holds what: as found by its heading, or chosen by hand. */
export function ColumnMapping({ columns, value, onValueChange, disabled }: ColumnMappingProps) {
  const t = useImportTexts();
  const options = columns.map(({ heading }, index) => ({
    value: String(index),
    label: heading || t('columns.untitled', { number: index + 1 }),
  }));

  const checked = columns.some((column) => column.field !== undefined);

  function choose(field: ImportField, choice: string) {
    const { [field]: _, ...others } = value;
    onValueChange(choice === byHeading ? others : { ...others, [field]: Number(choice) });
  }

  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
      {fields.map((field) => {
        const found = columns.findIndex((column) => column.field === field);
        const heading = found >= 0 ? options[found]?.label : undefined;
        return (
          <Field key={field} label={t(`field.${field}`)} required={field !== 'phone' && field !== 'groups'}>
            <Select
              value={value[field] === undefined ? byHeading : String(value[field])}
              onValueChange={(choice) => choose(field, choice)}
              disabled={disabled ?? false}
              options={[
                {
                  value: byHeading,
                  label: heading ?? t(checked ? 'columns.autoNone' : 'columns.auto'),
                  ...(heading ? { description: t('columns.auto') } : {}),
                },
                ...options,
              ]}
            />
          </Field>
        );
      })}
    </div>
  );
}
