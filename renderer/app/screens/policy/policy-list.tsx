import { Button, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePolicyLabel } from '#renderer/app/hooks/use-policy-label.ts'
import { type ListField, type ListPath, type ListRow, policyLists } from './policy-lists.ts'

interface PolicyListProps {
  readonly path: ListPath
  readonly rows: readonly ListRow[]
  readonly onChange: (rows: readonly ListRow[]) => void
}

/** One list of the policy: a row is added, changed or taken out. */
export function PolicyList({ path, rows, onChange }: PolicyListProps) {
  const { t } = useTranslation()
  const label = usePolicyLabel()
  const fields: readonly ListField[] = policyLists[path]
  const change = (at: number, name: string, value: ListRow[string]) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, [name]: value } : row)))

  return (
    <fieldset className="policy-list">
      <legend>{label(path)}</legend>
      {rows.length === 0 && <span className="muted">{t('policy.list.empty')}</span>}
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, and none is moved
        <div key={at} className="row policy-list-row">
          {fields.map((field) => (
            <ListInput
              key={field.name}
              field={field}
              label={`${label(path)} ${at + 1} ${fieldName(field)}`}
              value={row[field.name] ?? null}
              onChange={(value) => change(at, field.name, value)}
            />
          ))}
          <Button size="small" onClick={() => onChange(rows.filter((_, index) => index !== at))}>
            {t('policy.list.remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => onChange([...rows, emptyRow(fields)])}>
          {t('policy.list.add')}
        </Button>
      </div>
    </fieldset>
  )

  function fieldName({ name }: ListField): string {
    return t(`policy.list.field.${name as 'from'}`)
  }
}

interface ListInputProps {
  readonly field: ListField
  readonly label: string
  readonly value: ListRow[string]
  readonly onChange: (value: ListRow[string]) => void
}

function ListInput({ field, label, value, onChange }: ListInputProps) {
  const { t } = useTranslation()
  const nameOf = useChoiceName()
  const { kind, choices = [], hint, isOptional = false, name } = field
  const placeholder = hint ?? t(`policy.list.field.${name as 'from'}`)
  if (kind === 'number')
    return (
      <InputNumber
        size="small"
        aria-label={label}
        placeholder={placeholder}
        value={typeof value === 'number' ? value : null}
        onChange={(typed) => onChange(typed)}
      />
    )
  if (kind === 'choice')
    return (
      <Select
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        className="policy-list-choice"
        aria-label={label}
        value={value}
        onChange={onChange}
        options={choices.map((choice) => ({ value: choice, label: nameOf(name, choice) }))}
      />
    )
  return (
    <Input
      size="small"
      className="policy-list-text"
      aria-label={label}
      placeholder={placeholder}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value === '' && isOptional ? null : target.value)}
    />
  )
}

/** The words for a choice, by the field it stands in. */
function useChoiceName(): (field: string, choice: string) => string {
  const { t } = useTranslation()
  const label = usePolicyLabel()
  return (field, choice) => {
    if (field === 'rule') return `${choice} ${t(`monitoring.rule.${choice as 'M01'}.name`)}`
    if (field === 'level') return t(`institution.levels.${choice as 'outlet'}`)
    if (field === 'when') return t(`monitoring.raising.${choice as 'daily'}`)
    return label(choice.replace(/^monitoring\./, 'monitoring.limits.'))
  }
}

function emptyRow(fields: readonly ListField[]): ListRow {
  return Object.fromEntries(
    fields.map(({ name, kind, choices, isOptional }) => [
      name,
      isOptional ? null : (choices?.[0] ?? (kind === 'number' ? 1 : '')),
    ]),
  )
}
