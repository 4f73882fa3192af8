import { Checkbox, DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { CircularDraft } from '#contract/circular.ts'
import type { Institution } from '#contract/institution.ts'
import { type Role, roles } from '#contract/role.ts'
import { AttachmentField } from '#renderer/app/components/attachment-field.tsx'
import { InstitutionPicker } from '#renderer/app/components/institution-picker.tsx'
import { Prose } from '#renderer/app/components/prose.tsx'
import type { Attachments } from '#renderer/app/hooks/use-attachments.ts'
import { useToday } from '#renderer/app/hooks/use-today.ts'

export type DraftValues = Pick<CircularDraft, 'title' | 'body' | 'targets' | 'audience' | 'dueOn'>

export const emptyDraft: DraftValues = {
  title: '',
  body: '',
  targets: [],
  audience: ['query-officer', 'institution-administrator', 'approver'],
  dueOn: null,
}

interface CircularFieldsProps {
  readonly values: DraftValues
  readonly institutions: readonly Institution[]
  readonly attachments: Attachments
  readonly onChange: (change: Partial<DraftValues>) => void
}

/** What is written stands left, how it will look stands right. */
export function CircularFields({ values, institutions, attachments, onChange }: CircularFieldsProps) {
  const { t } = useTranslation()
  const id = useId()
  const today = useToday()
  const { title, body, targets, audience, dueOn } = values
  return (
    <div className="two-columns editor">
      <div className="stack">
        <label htmlFor={`${id}-title`}>{t('circular.titleLabel')}</label>
        <Input
          id={`${id}-title`}
          autoFocus
          maxLength={120}
          value={title}
          onChange={({ target }) => onChange({ title: target.value })}
        />
        <label htmlFor={`${id}-body`}>
          {t('circular.text')} <span className="muted">{t('circular.markHint')}</span>
        </label>
        <Input.TextArea
          id={`${id}-body`}
          rows={9}
          maxLength={20_000}
          showCount
          value={body}
          onChange={({ target }) => onChange({ body: target.value })}
        />
        <span>{t('circular.targets')}</span>
        <InstitutionPicker
          institutions={institutions}
          value={targets}
          onChange={(codes) => onChange({ targets: codes })}
        />
        <span>{t('circular.audience')}</span>
        <Checkbox.Group
          options={roles.map((value) => ({ value, label: t(`terms.userRole.${value}`) }))}
          value={[...audience]}
          onChange={(chosen: Role[]) => onChange({ audience: chosen })}
        />
        <label htmlFor={`${id}-due`}>{t('circular.dueOn')}</label>
        <DatePicker
          id={`${id}-due`}
          placeholder={t('circular.dueHint')}
          minDate={dayjs(today)}
          value={dueOn ? dayjs(dueOn) : null}
          onChange={(day) => onChange({ dueOn: day?.format('YYYY-MM-DD') ?? null })}
        />
        <AttachmentField attachments={attachments} />
      </div>
      <div className="side preview">
        <h2 className="section">{t('circular.preview')}</h2>
        <h3>{title}</h3>
        {body.trim() === '' ? <p className="muted">{t('circular.previewEmpty')}</p> : <Prose text={body} />}
      </div>
    </div>
  )
}
