import { useMutation } from '@tanstack/react-query'
import { DatePicker, Form, Input, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Institution } from '#contract/institution.ts'
import { planMeeting } from '#contract/ipc/meeting.ts'
import { type Meeting, MeetingId } from '#contract/meeting.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useDraft } from '#renderer/app/hooks/use-draft.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { invoke } from '#renderer/bridge.ts'

interface PlanFormProps {
  readonly institutions: readonly Institution[]
  /** The meeting that is planned anew; a new one without it. */
  readonly meeting?: Meeting
  readonly onDone: (meeting: Meeting) => void
  readonly onClose: () => void
}

interface Values {
  readonly institution: string
  readonly plannedOn: Dayjs
  readonly place: string
  readonly agenda: string
}

export function PlanForm({ institutions, meeting, onDone, onClose }: PlanFormProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const today = useToday()
  const [form] = Form.useForm<Values>()
  const [id] = useState(() => meeting?.id ?? MeetingId.parse(crypto.randomUUID()))
  const draft = useDraft(`meeting ${meeting?.id ?? ''}`, form)
  const planning = useMutation({
    mutationFn: ({ plannedOn, ...values }: Values) =>
      invoke(planMeeting, { body: { ...values, id, plannedOn: plannedOn.format('YYYY-MM-DD') } }),
    onSuccess: (planned) => {
      draft.drop()
      onDone(planned)
    },
  })
  const start = meeting
    ? { ...meeting, institution: meeting.institution.code, plannedOn: dayjs(meeting.plannedOn) }
    : { institution: user.institution.code, plannedOn: dayjs(today) }

  return (
    <Modal
      open
      width={640}
      title={t('meeting.plan')}
      okText={t('meeting.save')}
      cancelText={t('meeting.cancel')}
      okButtonProps={{ loading: planning.isPending }}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="form-alert">
        <FailureAlert error={planning.error} />
      </div>
      <Form
        form={form}
        name="meeting"
        layout="vertical"
        requiredMark={false}
        initialValues={start}
        onValuesChange={(_, values) => draft.keep(values)}
        onFinish={(values) => planning.mutate(values)}
      >
        <Form.Item name="institution" label={t('meeting.institution')}>
          <Select
            disabled={meeting !== undefined}
            showSearch={{ optionFilterProp: 'label' }}
            options={institutions
              .filter(({ closedOn }) => closedOn === null)
              .map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
        <div className="two-fields">
          <Form.Item
            name="plannedOn"
            label={t('meeting.plannedOn')}
            rules={[{ required: true, message: t('meeting.wrong.day') }]}
          >
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item
            name="place"
            label={t('meeting.place')}
            rules={[{ required: true, whitespace: true, message: t('meeting.wrong.place') }]}
          >
            <Input maxLength={120} />
          </Form.Item>
        </div>
        <Form.Item
          name="agenda"
          label={t('meeting.agenda')}
          extra={t('meeting.agendaHint')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('meeting.wrong.text') }]}
        >
          <Input.TextArea rows={6} maxLength={10_000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
