import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, DatePicker, Form, Input, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { writeMinutes } from '#contract/ipc/meeting.ts'
import { DecisionId, type Meeting } from '#contract/meeting.ts'
import { AttachmentField } from '#renderer/app/components/attachment-field.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useAttachments } from '#renderer/app/hooks/use-attachments.ts'
import { useDraft } from '#renderer/app/hooks/use-draft.ts'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { invoke } from '#renderer/bridge.ts'

interface MinutesFormProps {
  readonly meeting: Meeting
  readonly onDone: () => void
  readonly onClose: () => void
}

interface Values {
  readonly heldOn: Dayjs
  readonly present: readonly string[]
  readonly minutes: string
  readonly decisions?: readonly { readonly text: string; readonly owner: string; readonly dueOn: Dayjs }[]
}

/** Who was there, what was said, what was decided; written once. */
export function MinutesForm({ meeting, onDone, onClose }: MinutesFormProps) {
  const { t } = useTranslation()
  const today = useToday()
  const [form] = Form.useForm<Values>()
  const attachments = useAttachments()
  const draft = useDraft(`minutes ${meeting.id}`, form)
  const writing = useMutation({
    mutationFn: ({ heldOn, present, minutes, decisions = [] }: Values) =>
      invoke(writeMinutes, {
        params: { id: meeting.id },
        body: {
          minutes,
          heldOn: heldOn.format('YYYY-MM-DD'),
          present: [...present],
          decisions: decisions.map(({ text, owner, dueOn }) => ({
            id: DecisionId.parse(crypto.randomUUID()),
            text,
            owner: owner.trim().toUpperCase(),
            dueOn: dueOn.format('YYYY-MM-DD'),
          })),
          attachments: [...attachments.files],
        },
      }),
    onSuccess: () => {
      draft.drop()
      onDone()
    },
  })
  const heldOn = dayjs(meeting.plannedOn).isAfter(today) ? today : meeting.plannedOn

  return (
    <Modal
      open
      width={800}
      title={t('meeting.writeMinutes')}
      okText={t('meeting.saveMinutes')}
      cancelText={t('meeting.cancel')}
      okButtonProps={{ loading: writing.isPending, disabled: attachments.isBusy }}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('meeting.minutesOnce')}</p>
      <div className="form-alert">
        <FailureAlert error={writing.error} />
      </div>
      <Form
        form={form}
        name="minutes"
        layout="vertical"
        requiredMark={false}
        initialValues={{ heldOn: dayjs(heldOn), present: meeting.members.map(({ employeeId }) => employeeId) }}
        onValuesChange={(_, values) => draft.keep(values)}
        onFinish={(values) => writing.mutate(values)}
      >
        <Form.Item
          name="heldOn"
          label={t('meeting.heldOn')}
          rules={[{ required: true, message: t('meeting.wrong.day') }]}
        >
          <DatePicker maxDate={dayjs(today)} />
        </Form.Item>
        <Form.Item
          name="present"
          label={t('meeting.present')}
          {...(meeting.members.length === 0 && { extra: t('meeting.noMembers') })}
          rules={[{ required: true, message: t('meeting.wrong.present') }]}
        >
          <Checkbox.Group
            options={meeting.members.map(({ employeeId, name, isHead }) => ({
              value: employeeId,
              label: isHead ? `${name}（${t('meeting.head')}）` : name,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="minutes"
          label={t('meeting.minutes')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('meeting.wrong.text') }]}
        >
          <Input.TextArea rows={6} maxLength={10_000} />
        </Form.Item>
        <h2 className="section">{t('meeting.decisions')}</h2>
        <DecisionFields today={today} />
        <AttachmentField attachments={attachments} />
      </Form>
    </Modal>
  )
}

function DecisionFields({ today }: { today: string }) {
  const { t } = useTranslation()
  return (
    <Form.List name="decisions">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className="decision-fields">
              <Form.Item
                name={[name, 'text']}
                label={t('meeting.decision')}
                rules={[{ required: true, min: 4, whitespace: true, message: t('meeting.wrong.decision') }]}
              >
                <Input maxLength={1000} autoFocus />
              </Form.Item>
              <Form.Item
                name={[name, 'owner']}
                label={t('meeting.owner')}
                rules={[{ required: true, pattern: /^\s*[A-Za-z0-9]{4,16}\s*$/, message: t('meeting.wrong.owner') }]}
              >
                <Input maxLength={16} placeholder={t('meeting.ownerHint')} />
              </Form.Item>
              <Form.Item
                name={[name, 'dueOn']}
                label={t('meeting.dueOn')}
                rules={[{ required: true, message: t('meeting.wrong.day') }]}
              >
                <DatePicker minDate={dayjs(today)} />
              </Form.Item>
              <Button
                size="small"
                type="link"
                aria-label={t('meeting.removeDecision', { number: name + 1 })}
                onClick={() => remove(name)}
              >
                {t('attachment.remove')}
              </Button>
            </div>
          ))}
          <Form.Item>
            <Button size="small" onClick={() => add()}>
              {t('meeting.addDecision')}
            </Button>
          </Form.Item>
        </>
      )}
    </Form.List>
  )
}
