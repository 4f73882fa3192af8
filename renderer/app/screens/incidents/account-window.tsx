import { useMutation } from '@tanstack/react-query'
import { Checkbox, DatePicker, Form, Input, Modal } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AccountabilityId, AnswerablePerson } from '#contract/accountability.ts'
import type { IncidentDetail } from '#contract/incident.ts'
import { openAccountabilityCase } from '#contract/ipc/accountability.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'

interface AccountWindowProps {
  readonly incident: IncidentDetail
  readonly onDone: () => void
  readonly onCancel: () => void
}

interface Values {
  readonly persons: readonly string[]
  readonly dueOn?: Dayjs | null
  readonly text: string
}

/** Opens an accountability case: who of those who answered on the day is held to account. */
export function AccountWindow({ incident, onDone, onCancel }: AccountWindowProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const [id] = useState(() => AccountabilityId.parse(crypto.randomUUID()))
  const answerable = incident.holders.flatMap(({ code, name, holders }) =>
    holders
      .filter(({ by, employeeId }) => by !== 'use' || employeeId === incident.employeeId)
      .map((holder) => ({ ...holder, institution: code, institutionName: name })),
  )
  const keyOf = ({ employeeId, institution, class: dutyClass }: AnswerablePerson) =>
    `${employeeId} ${institution} ${dutyClass}`
  const opening = useMutation({
    mutationFn: ({ persons, dueOn, text }: Values) =>
      invoke(openAccountabilityCase, {
        body: {
          ...{ id, incident: incident.id, text },
          dueOn: dueOn?.format('YYYY-MM-DD') ?? null,
          persons: answerable
            .filter((person) => persons.includes(keyOf(person)))
            .map(({ employeeId, institution, class: dutyClass }) =>
              AnswerablePerson.parse({ employeeId, institution, class: dutyClass }),
            ),
        },
      }),
    onSuccess: onDone,
  })

  return (
    <Modal
      open
      width={620}
      title={t('accountability.openTitle')}
      okText={t('accountability.open')}
      cancelText={t('incident.cancel')}
      okButtonProps={{ loading: opening.isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
      mask={{ closable: false }}
    >
      <div className="stack">
        <p className="muted">{t('accountability.openHint')}</p>
        <FailureAlert error={opening.error} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => opening.mutate(values)}>
          <Form.Item
            name="persons"
            label={t('accountability.persons')}
            rules={[{ required: true, message: t('accountability.personsMissing') }]}
          >
            <Checkbox.Group
              className="answerable"
              options={answerable.map((person) => ({
                value: keyOf(person),
                label: `${person.name} ${person.employeeId} · ${t(`institution.class.${person.class}`)} · ${person.institutionName}`,
              }))}
            />
          </Form.Item>
          {answerable.length === 0 && <p className="muted">{t('incident.noHolders')}</p>}
          <Form.Item name="dueOn" label={t('accountability.dueOn')} extra={t('accountability.dueHint')}>
            <DatePicker />
          </Form.Item>
          <Form.Item
            name="text"
            label={t('accountability.text')}
            rules={[{ required: true, min: 4, whitespace: true, message: t('incident.textWrong') }]}
          >
            <Input.TextArea rows={3} maxLength={2000} showCount />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  )
}
