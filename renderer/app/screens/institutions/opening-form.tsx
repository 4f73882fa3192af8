import { useMutation } from '@tanstack/react-query'
import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { canStandBelow, institutionLevels, NewInstitution } from '#contract/institution.ts'
import { openInstitution } from '#contract/ipc/institution.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import type { InstitutionRow } from './institution-tree.tsx'

interface OpeningFormProps {
  readonly parent: InstitutionRow
  readonly onDone: () => void
  readonly onClose: () => void
}

type Values = Pick<NewInstitution, 'code' | 'name' | 'level' | 'region'>

export function OpeningForm({ parent, onDone, onClose }: OpeningFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const levels = institutionLevels.filter((level) => canStandBelow(level, parent.level))
  const opening = useMutation({
    mutationFn: (values: Values) => invoke(openInstitution, { body: { ...values, parent: parent.code } }),
    onSuccess: () => {
      onDone()
      onClose()
    },
  })
  const rule = (field: keyof Values) => ({
    validator: async (_: unknown, value: unknown) => {
      if (!NewInstitution.shape[field].safeParse(value).success) throw new Error(t(`institution.wrong.${field}`))
    },
  })

  return (
    <Modal
      open
      title={t('institution.openTitle', { parent: parent.name })}
      okText={t('institution.open')}
      cancelText={t('institution.cancel')}
      okButtonProps={{ loading: opening.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="form-alert">
        <FailureAlert error={opening.error} />
      </div>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ level: levels[0], region: parent.region }}
        onFinish={(values) => opening.mutate(values)}
      >
        <Form.Item name="code" label={t('institution.code')} rules={[rule('code')]}>
          <Input autoFocus maxLength={14} inputMode="numeric" />
        </Form.Item>
        <Form.Item name="name" label={t('institution.name')} rules={[rule('name')]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="level" label={t('institution.level')}>
          <Select options={levels.map((value) => ({ value, label: t(`institution.levels.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="region"
          label={t('institution.region')}
          extra={t('institution.regionHint')}
          rules={[rule('region')]}
        >
          <Input maxLength={6} inputMode="numeric" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
