import { Form, Modal, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { closureOperation, mergerOperation } from '#contract/institution.ts'
import { closeInstitution, mergeInstitution } from '#contract/ipc/institution.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import type { InstitutionRow } from './institution-tree.tsx'

interface EndingFormProps {
  readonly institution: InstitutionRow
  readonly institutions: readonly InstitutionRow[]
  readonly onDone: () => void
  readonly onClose: () => void
}

interface Values {
  readonly how: 'merge' | 'close'
  readonly successor?: string
}

/** Merging or closing takes effect today and is signed. */
export function EndingForm({ institution, institutions, onDone, onClose }: EndingFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const { sign, signingWindow } = useSigning()
  const how = Form.useWatch('how', form) ?? 'merge'
  const { code, name } = institution
  const others = institutions.filter((other) => other.closedOn === null && other.code !== code)

  const finish = ({ how: chosen, successor = '' }: Values) => {
    const done = () => {
      onDone()
      onClose()
    }
    if (chosen === 'close')
      return sign({
        operation: closureOperation(code),
        summary: t('institution.closeSummary', { name, code }),
        carryOut: (signature) => invoke(closeInstitution, { params: { code }, body: { signature } }),
        onDone: done,
      })
    const into = others.find((other) => other.code === successor)?.name ?? successor
    sign({
      operation: mergerOperation(code, successor),
      summary: t('institution.mergeSummary', { name, code, into, successor }),
      carryOut: (signature) => invoke(mergeInstitution, { params: { code }, body: { successor, signature } }),
      onDone: done,
    })
  }

  return (
    <Modal
      open
      title={t('institution.endTitle', { name })}
      okText={t('institution.next')}
      cancelText={t('institution.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ how: 'merge' }} onFinish={finish}>
        <Form.Item name="how">
          <Radio.Group
            options={(['merge', 'close'] as const).map((value) => ({ value, label: t(`institution.${value}`) }))}
          />
        </Form.Item>
        <p className="muted">{t(`institution.${how}Hint`)}</p>
        {how === 'merge' && (
          <Form.Item
            name="successor"
            label={t('institution.successor')}
            rules={[{ required: true, message: t('institution.wrong.successor') }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={others.map((other) => ({ value: other.code, label: `${other.name} ${other.code}` }))}
            />
          </Form.Item>
        )}
      </Form>
      {signingWindow}
    </Modal>
  )
}
