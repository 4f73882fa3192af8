import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { acceptReportOperation, type ComplianceReport, signReportOperation } from '#contract/compliance.ts'
import type { reportFormats } from '#contract/http/compliance.ts'
import {
  acceptComplianceReport,
  readComplianceReport,
  returnComplianceReport,
  saveReportFile,
  signComplianceReport,
} from '#contract/ipc/compliance.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

const colours = { open: 'default', signed: 'blue', accepted: 'green', returned: 'orange' } as const

/** Where a report stands, the next step for whom it is, and its files. */
export function SignOffCard({ report }: { report: ComplianceReport }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { sign, signingWindow } = useSigning()
  const [isReturning, setReturning] = useState(false)
  const { content, sha256, state, isOver } = report
  const { institution, period, institutionName } = content
  const params = { institution, period }
  const changed = (fresh: ComplianceReport) => client.setQueryData([readComplianceReport.name, { params }], fresh)
  const saving = useMutation({
    mutationFn: (format: (typeof reportFormats)[number]) => invoke(saveReportFile, { ...params, format }),
  })
  const returning = useMutation({
    mutationFn: (note: string) => invoke(returnComplianceReport, { params, body: { note } }),
    onSuccess: changed,
    onSettled: () => setReturning(false),
  })
  const summary = t('compliance.signSummary', { name: institutionName, period, hash: sha256.slice(0, 16) })

  const signIt = () =>
    sign({
      operation: signReportOperation(params, sha256),
      summary,
      carryOut: async (signature) =>
        changed(await invoke(signComplianceReport, { params, body: { sha256, signature } })),
    })
  const acceptIt = () =>
    sign({
      operation: acceptReportOperation(params, sha256),
      summary,
      carryOut: async (signature) => changed(await invoke(acceptComplianceReport, { params, body: { signature } })),
    })

  return (
    <div className="stack">
      <div className="row">
        <Tag color={colours[state]}>{t(`compliance.state.${state}`)}</Tag>
        <span className="muted">{standing()}</span>
      </div>
      <FailureAlert error={saving.error ?? returning.error} />
      <div className="row">
        {report.maySign && (
          <Button size="small" type="primary" onClick={signIt}>
            {t('compliance.sign')}
          </Button>
        )}
        {report.mayReview && (
          <>
            <Button size="small" type="primary" onClick={acceptIt}>
              {t('compliance.accept')}
            </Button>
            <Button size="small" onClick={() => setReturning(true)}>
              {t('compliance.return')}
            </Button>
          </>
        )}
        {(['pdf', 'xlsx', 'filing'] as const).map((format) => (
          <Button
            key={format}
            size="small"
            loading={saving.isPending && saving.variables === format}
            disabled={saving.isPending}
            onClick={() => saving.mutate(format)}
          >
            {t(`compliance.file.${format}`)}
          </Button>
        ))}
      </div>
      {isReturning && (
        <ReturnForm isBusy={returning.isPending} onReturn={returning.mutate} onClose={() => setReturning(false)} />
      )}
      {signingWindow}
    </div>
  )

  function standing(): string {
    const { signedBy, signedAt, reviewedBy, reviewedAt, note } = report
    if (state === 'open') return t(isOver ? 'compliance.toSign' : 'compliance.running')
    const signed = t('compliance.signedBy', { by: signedBy, at: shanghaiMoment(signedAt ?? '') })
    if (reviewedBy === null) return signed
    const reviewed = t('compliance.reviewedBy', { by: reviewedBy, at: shanghaiMoment(reviewedAt ?? '') })
    return [signed, reviewed, note].filter(Boolean).join(' · ')
  }
}

interface ReturnFormProps {
  readonly isBusy: boolean
  readonly onReturn: (note: string) => void
  readonly onClose: () => void
}

function ReturnForm({ isBusy, onReturn, onClose }: ReturnFormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ note: string }>()
  return (
    <Modal
      open
      title={t('compliance.return')}
      okText={t('compliance.return')}
      okButtonProps={{ loading: isBusy }}
      cancelText={t('signing.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} name="return" layout="vertical" requiredMark={false} onFinish={({ note }) => onReturn(note)}>
        <Form.Item
          name="note"
          label={t('compliance.note')}
          rules={[{ required: true, min: 4, whitespace: true, message: t('compliance.noteWrong') }]}
        >
          <Input.TextArea rows={3} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Modal>
  )
}
