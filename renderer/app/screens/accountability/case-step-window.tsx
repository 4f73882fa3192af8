import { useMutation } from '@tanstack/react-query'
import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  type AccountabilityCase,
  type AccountabilityStepKind,
  AccountabilityStepRequest,
  type Measure,
  measures,
} from '#contract/accountability.ts'
import { takeAccountabilityStep } from '#contract/ipc/accountability.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'

interface CaseStepWindowProps {
  readonly kind: AccountabilityStepKind
  readonly opened: AccountabilityCase
  readonly onDone: () => void
  readonly onCancel: () => void
}

interface Values {
  readonly person?: string
  readonly measure?: Measure
  readonly text: string
}

export function CaseStepWindow({ kind, opened, onDone, onCancel }: CaseStepWindowProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const taking = useMutation({
    mutationFn: (values: Values) =>
      invoke(takeAccountabilityStep, {
        params: { id: opened.id },
        body: AccountabilityStepRequest.parse({ kind, ...values }),
      }),
    onSuccess: onDone,
  })
  const left = opened.persons.filter(({ measure }) => measure === null)

  return (
    <Modal
      open
      title={t(`accountability.step.${kind}`)}
      okText={t('incident.send')}
      cancelText={t('incident.cancel')}
      okButtonProps={{ loading: taking.isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
      afterOpenChange={(isOpen) => isOpen && form.focusField(kind === 'measure-taken' ? 'measure' : 'text')}
      mask={{ closable: false }}
    >
      <div className="stack">
        <FailureAlert error={taking.error} />
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ ...(kind === 'measure-taken' && { person: left[0]?.employeeId }) }}
          onFinish={(values) => taking.mutate(values)}
        >
          {kind === 'measure-taken' && (
            <>
              <Form.Item name="person" label={t('accountability.person')} rules={[{ required: true }]}>
                <Select
                  options={[...new Map(opened.persons.map((person) => [person.employeeId, person.name]))].map(
                    ([value, name]) => ({ value, label: `${name} ${value}` }),
                  )}
                />
              </Form.Item>
              <Form.Item
                name="measure"
                label={t('accountability.measureTitle')}
                rules={[{ required: true, message: t('accountability.measureMissing') }]}
              >
                <Select options={measures.map((value) => ({ value, label: t(`accountability.measure.${value}`) }))} />
              </Form.Item>
            </>
          )}
          <Form.Item
            name="text"
            label={t(`accountability.textOf.${kind}`)}
            rules={[{ required: true, min: 4, whitespace: true, message: t('incident.textWrong') }]}
          >
            <Input.TextArea rows={3} maxLength={2000} showCount />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  )
}
