import { useMutation } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Duty, type DutyClass, dutyClasses } from '#contract/duty.ts'
import { assignDuty, chooseLetter } from '#contract/ipc/institution.ts'
import { EmployeeId } from '#contract/values.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { invoke } from '#renderer/bridge.ts'
import type { InstitutionRow } from './institution-tree.tsx'

interface DutyFormProps {
  readonly institution: InstitutionRow
  readonly duties: readonly Duty[]
  readonly onDone: () => void
  readonly onClose: () => void
}

interface Values {
  readonly class: DutyClass
  readonly employeeId: string
  readonly startsOn: Dayjs
  readonly endsOn?: Dayjs | null
  readonly deputyOf?: string
}

export function DutyForm({ institution, duties, onDone, onClose }: DutyFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const [id] = useState(() => crypto.randomUUID())
  const today = useToday()
  const chosenClass = Form.useWatch('class', form)
  const choosing = useMutation({ mutationFn: () => invoke(chooseLetter, {}) })
  const letter = choosing.data?.letter ?? undefined
  const isLetterGood = letter !== undefined && letter.refusal === null
  const assigning = useMutation({
    mutationFn: ({ startsOn, endsOn, deputyOf, employeeId, ...values }: Values) =>
      invoke(assignDuty, {
        ...values,
        id,
        institution: institution.code,
        employeeId: EmployeeId.parse(employeeId.trim().toUpperCase()),
        startsOn: startsOn.format('YYYY-MM-DD'),
        endsOn: endsOn?.format('YYYY-MM-DD') ?? null,
        deputyOf: deputyOf ?? null,
        letter: { handle: letter?.handle ?? '' },
      }),
    onSuccess: () => {
      onDone()
      onClose()
    },
  })
  const deputised = duties.filter((duty) => duty.class === chosenClass && duty.deputyOf === null)

  return (
    <Modal
      open
      title={t('institution.assignTitle', { name: institution.name })}
      okText={t('institution.assign')}
      cancelText={t('institution.cancel')}
      okButtonProps={{ loading: assigning.isPending, disabled: !isLetterGood }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="form-alert">
        <FailureAlert error={assigning.error ?? choosing.error} />
      </div>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ class: institution.vacancies[0] ?? 'direct', startsOn: dayjs(today) }}
        onFinish={(values) => assigning.mutate(values)}
      >
        <Form.Item name="class" label={t('institution.classLabel')}>
          <Select options={dutyClasses.map((value) => ({ value, label: t(`institution.class.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="employeeId"
          label={t('institution.employeeId')}
          extra={t('institution.employeeHint')}
          rules={[{ required: true, pattern: /^\s*[A-Za-z0-9]{4,16}\s*$/, message: t('institution.wrong.employeeId') }]}
        >
          <Input autoFocus maxLength={16} />
        </Form.Item>
        <div className="two-fields">
          <Form.Item name="startsOn" label={t('institution.startsOn')} rules={[{ required: true }]}>
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="endsOn" label={t('institution.endsOn')}>
            <DatePicker style={{ width: '100%' }} placeholder={t('institution.openEnd')} />
          </Form.Item>
        </div>
        {deputised.length > 0 && (
          <Form.Item name="deputyOf" label={t('institution.deputyFor')}>
            <Select
              allowClear
              placeholder={t('institution.noDeputy')}
              options={deputised.map(({ id: value, name, employeeId }) => ({ value, label: `${name} ${employeeId}` }))}
            />
          </Form.Item>
        )}
        <Form.Item label={t('institution.letter')} extra={t('institution.letterHint')}>
          <span className="row">
            <Button onClick={() => choosing.mutate()} loading={choosing.isPending}>
              {t('institution.chooseLetter')}
            </Button>
            {letter && <span className={isLetterGood ? '' : 'refusal'}>{letter.fileName}</span>}
            {letter?.refusal && <span className="refusal">{t(`terms.scanRefusal.${letter.refusal}`)}</span>}
          </span>
        </Form.Item>
      </Form>
    </Modal>
  )
}
