import { useMutation } from '@tanstack/react-query'
import { DatePicker, Form, Input, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Institution } from '#contract/institution.ts'
import { planPublicity } from '#contract/ipc/publicity.ts'
import { type PublicityActivity, type PublicityForm, PublicityId, publicityForms } from '#contract/publicity.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useDraft } from '#renderer/app/hooks/use-draft.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { invoke } from '#renderer/bridge.ts'

interface PlanFormProps {
  readonly institutions: readonly Institution[]
  /** The activity that is planned anew; a new one without it. */
  readonly activity?: PublicityActivity
  readonly onDone: (activity: PublicityActivity) => void
  readonly onClose: () => void
}

interface Values {
  readonly institution: string
  readonly form: PublicityForm
  readonly title: string
  readonly plannedOn: Dayjs
  readonly place: string
  readonly materials?: string
}

export function PlanForm({ institutions, activity, onDone, onClose }: PlanFormProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const today = useToday()
  const [form] = Form.useForm<Values>()
  const [id] = useState(() => activity?.id ?? PublicityId.parse(crypto.randomUUID()))
  const draft = useDraft(`publicity ${activity?.id ?? ''}`, form)
  const planning = useMutation({
    mutationFn: ({ plannedOn, materials = '', ...values }: Values) =>
      invoke(planPublicity, { body: { ...values, id, materials, plannedOn: plannedOn.format('YYYY-MM-DD') } }),
    onSuccess: (planned) => {
      draft.drop()
      onDone(planned)
    },
  })
  const start = activity
    ? { ...activity, institution: activity.institution.code, plannedOn: dayjs(activity.plannedOn) }
    : { institution: user.institution.code, form: 'stand', plannedOn: dayjs(today) }
  const required = (name: 'title' | 'place') => [
    { required: true, whitespace: true, message: t(`publicity.wrong.${name}`) },
  ]

  return (
    <Modal
      open
      width={640}
      title={t('publicity.plan')}
      okText={t('publicity.save')}
      cancelText={t('publicity.cancel')}
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
        name="publicity"
        layout="vertical"
        requiredMark={false}
        initialValues={start}
        onValuesChange={(_, values) => draft.keep(values)}
        onFinish={(values) => planning.mutate(values)}
      >
        <Form.Item name="title" label={t('publicity.titleLabel')} rules={required('title')}>
          <Input maxLength={120} />
        </Form.Item>
        <div className="two-fields">
          <Form.Item name="institution" label={t('publicity.institution')}>
            <Select
              disabled={activity !== undefined}
              showSearch={{ optionFilterProp: 'label' }}
              options={institutions
                .filter(({ closedOn }) => closedOn === null)
                .map(({ code, name }) => ({ value: code, label: name }))}
            />
          </Form.Item>
          <Form.Item name="form" label={t('publicity.formTitle')}>
            <Select options={publicityForms.map((value) => ({ value, label: t(`publicity.form.${value}`) }))} />
          </Form.Item>
          <Form.Item
            name="plannedOn"
            label={t('publicity.plannedOn')}
            rules={[{ required: true, message: t('publicity.wrong.day') }]}
          >
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="place" label={t('publicity.place')} rules={required('place')}>
            <Input maxLength={120} />
          </Form.Item>
        </div>
        <Form.Item name="materials" label={t('publicity.materials')} extra={t('publicity.materialsHint')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
