import { useMutation } from '@tanstack/react-query'
import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { publishLibraryEntry } from '#contract/ipc/library.ts'
import { type LibraryCategory, type LibraryEntry, LibraryEntryId, libraryCategories } from '#contract/library.ts'
import { type Role, roles } from '#contract/role.ts'
import { AttachmentField } from '#renderer/app/components/attachment-field.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { Prose } from '#renderer/app/components/prose.tsx'
import { useAttachments } from '#renderer/app/hooks/use-attachments.ts'
import { useDraft } from '#renderer/app/hooks/use-draft.ts'
import { invoke } from '#renderer/bridge.ts'

interface EntryFormProps {
  /** The entry of which this is a new version. */
  readonly replaces?: LibraryEntry
  readonly onDone: (entry: LibraryEntry) => void
  readonly onClose: () => void
}

interface Values {
  readonly category: LibraryCategory
  readonly title: string
  readonly source: string
  readonly body: string
  readonly audience: readonly Role[]
}

const usual: Partial<Values> = {
  category: 'bank-rule',
  source: '',
  audience: ['query-officer', 'institution-administrator', 'approver'],
}

/** Writes an entry or a new version of one; whoever read the old one reads the new one. */
export function EntryForm({ replaces, onDone, onClose }: EntryFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const [id] = useState(() => LibraryEntryId.parse(crypto.randomUUID()))
  const [isAsking, setIsAsking] = useState(false)
  const draft = useDraft(`library ${replaces?.id ?? ''}`, form)
  const attachments = useAttachments()
  const body = Form.useWatch('body', form) ?? ''
  const publishing = useMutation({
    mutationFn: ({ audience, ...values }: Values) =>
      invoke(publishLibraryEntry, {
        body: {
          ...values,
          id,
          replaces: replaces?.id ?? null,
          audience: [...audience],
          attachments: [...attachments.files],
        },
      }),
    onSuccess: (entry) => {
      draft.drop()
      onDone(entry)
    },
    onSettled: () => setIsAsking(false),
  })
  const ask = () =>
    void form.validateFields().then(
      () => setIsAsking(true),
      () => undefined,
    )

  return (
    <Modal
      open
      width={1000}
      style={{ top: 24 }}
      title={replaces ? t('library.newVersionOf', { title: replaces.title }) : t('library.write')}
      okText={t('library.publish')}
      cancelText={t('library.cancel')}
      okButtonProps={{ loading: publishing.isPending, disabled: attachments.isBusy }}
      mask={{ closable: false }}
      onOk={ask}
      onCancel={onClose}
    >
      <div className="form-alert">
        <FailureAlert error={publishing.error} />
      </div>
      <Form
        form={form}
        name="library"
        layout="vertical"
        requiredMark={false}
        initialValues={replaces ?? usual}
        onValuesChange={(_, values) => draft.keep(values)}
        onFinish={(values) => publishing.mutate(values)}
      >
        <div className="two-columns">
          <EntryFields />
          <div className="preview">
            <h2 className="section">{t('library.preview')}</h2>
            {body.trim() === '' ? <p className="muted">{t('library.previewEmpty')}</p> : <Prose text={body} />}
          </div>
        </div>
        <AttachmentField attachments={attachments} />
      </Form>
      <Modal
        open={isAsking}
        width={420}
        title={t('library.publishAsk')}
        okText={t('library.publishNow')}
        cancelText={t('library.cancel')}
        okButtonProps={{ loading: publishing.isPending }}
        onOk={() => form.submit()}
        onCancel={() => setIsAsking(false)}
      />
    </Modal>
  )
}

function EntryFields() {
  const { t } = useTranslation()
  const required = (min: number) => [
    { required: true, min, whitespace: true, message: t('library.wrong', { count: min }) },
  ]
  return (
    <div>
      <div className="two-fields">
        <Form.Item name="category" label={t('library.categoryTitle')}>
          <Select options={libraryCategories.map((value) => ({ value, label: t(`library.category.${value}`) }))} />
        </Form.Item>
        <Form.Item name="source" label={t('library.source')}>
          <Input maxLength={200} placeholder={t('library.sourceHint')} />
        </Form.Item>
      </div>
      <Form.Item name="title" label={t('library.titleLabel')} rules={required(2)}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="body" label={t('library.text')} extra={t('library.bodyHint')} rules={required(10)}>
        <Input.TextArea rows={7} maxLength={20_000} showCount />
      </Form.Item>
      <Form.Item
        name="audience"
        label={t('library.audience')}
        rules={[{ required: true, message: t('library.wrongAudience') }]}
      >
        <Checkbox.Group options={roles.map((value) => ({ value, label: t(`terms.userRole.${value}`) }))} />
      </Form.Item>
    </div>
  )
}
