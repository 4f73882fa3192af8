import { useMutation } from '@tanstack/react-query'
import { Alert, Form, Input, Modal, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { importTokens } from '#contract/ipc/token.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'

interface Typed {
  readonly password?: string
  readonly key?: string
}

/** Takes a maker's file into stock; what could not be read is named line by line. */
export function ImportWindow({ onChanged, onClose }: { readonly onChanged: () => void; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const [file, setFile] = useState<{ name: string; text: string }>()
  const load = useMutation({
    mutationFn: ({ password, key }: Typed) =>
      invoke(importTokens, { body: { file: file?.text ?? '', ...(password && { password }), ...(key && { key }) } }),
    onSuccess: onChanged,
  })
  return (
    <Modal
      open
      title={t('tokens.importTitle')}
      okText={t('tokens.import')}
      okButtonProps={{ disabled: !file, loading: load.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="stack">
        <FailureAlert error={load.error} />
        {load.data && (
          <Alert
            type={load.data.refused.length > 0 ? 'warning' : 'success'}
            title={t('tokens.imported', { count: load.data.imported.length })}
            description={load.data.refused.map(({ entry, serial, problem }) => (
              <div key={entry}>
                {t('tokens.importRefused', { entry, serial: serial ?? '—', problem: t(`tokens.problem.${problem}`) })}
              </div>
            ))}
          />
        )}
        <Upload.Dragger
          accept=".xml,.pskc,.pskcxml"
          maxCount={1}
          showUploadList={false}
          beforeUpload={async (chosen) => {
            setFile({ name: chosen.name, text: await chosen.text() })
            return Upload.LIST_IGNORE
          }}
        >
          {file?.name ?? t('tokens.chooseFile')}
        </Upload.Dragger>
        <Form form={form} layout="vertical" onFinish={(typed) => load.mutate(typed)}>
          <Form.Item name="password" label={t('tokens.importPassword')}>
            <Input.Password autoComplete="off" maxLength={200} />
          </Form.Item>
          <Form.Item
            name="key"
            label={t('tokens.importKey')}
            rules={[{ pattern: /^([0-9a-fA-F]{2}){16,64}$/, message: t('tokens.keyWrong') }]}
          >
            <Input.Password autoComplete="off" maxLength={128} />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  )
}
