import { Button, Collapse, DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { logEntryKinds } from '#contract/log-entry.ts'
import { LogSearch } from '#contract/log-search.ts'
import { personalIdTypes, residentIdType } from '#contract/subject.ts'
import { kindName } from '#renderer/app/components/kind-name.ts'
import type { Start } from '#renderer/app/place.ts'

interface Typed {
  readonly employeeId?: string
  readonly workstation?: string
  readonly address?: string
  readonly reference?: string
  readonly kind?: string
  readonly time?: readonly [Dayjs | null, Dayjs | null] | null
  readonly subject?: { readonly name?: string; readonly idType?: string; readonly idNumber?: string }
}

const textFields = ['employeeId', 'workstation', 'address', 'reference'] as const

interface SearchFormProps {
  readonly isSearching: boolean
  readonly onSearch: (search: LogSearch) => void
  /** What is searched for already. */
  readonly wanted: Start['search']
}

/** Everything that is filled in must hold; nothing filled in finds the newest entries. */
export function SearchForm({ isSearching, onSearch, wanted }: SearchFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const submit = (typed: Typed) => {
    const search = LogSearch.safeParse(searchOf(typed))
    if (search.success) return onSearch(search.data)
    const wrong = new Set(search.error.issues.map(({ path }) => path[0]))
    form.setFields(
      textFields.filter((name) => wrong.has(name)).map((name) => ({ name, errors: [t('logSearch.wrong')] })),
    )
    return undefined
  }

  return (
    <Form
      className="search-form"
      form={form}
      layout="vertical"
      size="small"
      onFinish={submit}
      autoComplete="off"
      {...(wanted && { initialValues: { kind: wanted.kind, time: dayOf(wanted.day) } })}
    >
      <div className="search-fields">
        {textFields.map((name) => (
          <Form.Item key={name} name={name} label={t(`logSearch.${name}`)}>
            <Input allowClear maxLength={80} spellCheck={false} />
          </Form.Item>
        ))}
        <Form.Item name="kind" label={t('logSearch.kindTitle')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={logEntryKinds.map((value) => ({ value, label: kindName(t, value) }))}
          />
        </Form.Item>
        <Form.Item name="time" label={t('logSearch.time')}>
          <DatePicker.RangePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" allowEmpty={[true, true]} />
        </Form.Item>
      </div>
      <Collapse
        ghost
        size="small"
        items={[{ key: 'subject', label: t('logSearch.bySubject'), forceRender: false, children: <SubjectSearch /> }]}
      />
      <Button type="primary" htmlType="submit" loading={isSearching}>
        {t('logSearch.search')}
      </Button>
    </Form>
  )
}

/** Name, ID type and ID number of a person. */
function SubjectSearch() {
  const { t } = useTranslation()
  return (
    <div className="search-fields">
      <Form.Item name={['subject', 'name']} label={t('shell.subject.name')}>
        <Input allowClear maxLength={60} spellCheck={false} />
      </Form.Item>
      <Form.Item name={['subject', 'idType']} label={t('shell.subject.idType')} initialValue={residentIdType}>
        <Select options={personalIdTypes.map((value) => ({ value, label: t(`terms.idType.${value}`) }))} />
      </Form.Item>
      <Form.Item name={['subject', 'idNumber']} label={t('shell.subject.idNumber')}>
        <Input allowClear maxLength={30} spellCheck={false} />
      </Form.Item>
    </div>
  )
}

function dayOf(day: string): [Dayjs, Dayjs] {
  const begin = dayjs(`${day}T00:00:00+08:00`)
  return [begin, begin.add(1, 'day')]
}

function searchOf({ employeeId, time, subject, kind, ...texts }: Typed): object {
  const [from, until] = time ?? []
  const isSubjectGiven = Boolean(subject?.name || subject?.idNumber)
  const given = {
    ...texts,
    kind,
    employeeId: employeeId?.trim().toUpperCase(),
    from: from?.toISOString(),
    until: until?.toISOString(),
    subject: isSubjectGiven ? subject : undefined,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''))
}
