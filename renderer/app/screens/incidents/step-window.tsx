import { useMutation, useQuery } from '@tanstack/react-query'
import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Signature } from '#contract/approval.ts'
import { type DeductionCategory, deductionCategories } from '#contract/deduction.ts'
import type { IncidentDetail, IncidentStepKind } from '#contract/incident.ts'
import { incidentOperation } from '#contract/incident.ts'
import { listVerifiers, takeIncidentStep } from '#contract/ipc/incident.ts'
import { AttachmentField } from '#renderer/app/components/attachment-field.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useAttachments } from '#renderer/app/hooks/use-attachments.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { needsFiles, requestOf, type SignedStep, type StepValues, signedSteps } from './step-request.ts'

interface StepWindowProps {
  readonly kind: IncidentStepKind
  readonly incident: IncidentDetail
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Takes one step: what is written, to whom it goes, which files; signed where it takes effect on a user. */
export function StepWindow({ kind, incident, onDone, onCancel }: StepWindowProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<StepValues>()
  const files = useAttachments()
  const { sign, signingWindow } = useSigning()
  const send = (values: StepValues, signature?: Signature) =>
    invoke(takeIncidentStep, {
      params: { id: incident.id },
      body: requestOf(kind, { ...values, files: files.files, signature }),
    })
  const taking = useMutation({ mutationFn: (values: StepValues) => send(values), onSuccess: onDone })

  const submit = (values: StepValues) => {
    if (!isSigned(kind)) return taking.mutate(values)
    const category = kind === 'confirmed' ? categoryOf(values) : null
    return sign({
      operation: incidentOperation(incident.id, kind, category),
      summary: <p className="typed">{values.text}</p>,
      carryOut: (signature) => send(values, signature),
      onDone,
    })
  }

  return (
    <Modal
      open
      width={620}
      title={t(`incident.step.${kind}`)}
      okText={isSigned(kind) ? t('incident.toSign') : t('incident.send')}
      cancelText={t('incident.cancel')}
      okButtonProps={{ loading: taking.isPending, disabled: files.isBusy }}
      onOk={() => form.submit()}
      onCancel={onCancel}
      afterOpenChange={(isOpen) => isOpen && form.focusField(firstField(kind))}
      mask={{ closable: false }}
    >
      <div className="stack">
        <p className="muted">{t(`incident.hint.${kind}`)}</p>
        <FailureAlert error={taking.error} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
          {kind === 'assigned' && <VerifierField id={incident.id} />}
          {kind === 'confirmed' && <CategoryField isConcerned={incident.employeeId !== null} />}
          {kind === 'noted' && <PersonField />}
          <Form.Item
            name="text"
            label={t(`incident.textOf.${kind}`)}
            rules={[{ required: true, min: 4, whitespace: true, message: t('incident.textWrong') }]}
          >
            <Input.TextArea rows={kind === 'reported' ? 8 : 4} maxLength={4000} showCount />
          </Form.Item>
        </Form>
        {needsFiles(kind) && <AttachmentField attachments={files} />}
      </div>
      {signingWindow}
    </Modal>
  )
}

function VerifierField({ id }: { id: IncidentDetail['id'] }) {
  const { t } = useTranslation()
  const verifiers = useQuery(query(listVerifiers, { params: { id } }))
  return (
    <Form.Item
      name="verifier"
      label={t('incident.verifier')}
      extra={verifiers.data?.length === 0 ? t('incident.noVerifiers') : t('incident.verifierHint')}
      rules={[{ required: true, message: t('incident.verifierMissing') }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        loading={verifiers.isPending}
        options={(verifiers.data ?? []).map(({ employeeId, name, institutionName }) => ({
          value: employeeId,
          label: `${name} ${employeeId} · ${institutionName}`,
        }))}
      />
    </Form.Item>
  )
}

/** Where nobody is concerned there is nobody to lose points. */
function CategoryField({ isConcerned }: { isConcerned: boolean }) {
  const { t } = useTranslation()
  const categories = isConcerned ? deductionCategories : []
  return (
    <Form.Item
      name="category"
      label={t('incident.categoryTitle')}
      extra={t('incident.categoryHint')}
      rules={[{ required: true, message: t('incident.categoryMissing') }]}
    >
      <Select
        options={[...categories, 'none' as const].map((value) => ({ value, label: t(`incident.category.${value}`) }))}
      />
    </Form.Item>
  )
}

function PersonField() {
  const { t } = useTranslation()
  return (
    <Form.Item
      name="person"
      label={t('incident.statementOf')}
      extra={t('incident.statementHint')}
      rules={[{ pattern: /^\s*[A-Za-z0-9]{4,16}\s*$/, message: t('institution.wrong.employeeId') }]}
    >
      <Input maxLength={16} style={{ width: 200 }} />
    </Form.Item>
  )
}

function isSigned(kind: IncidentStepKind): kind is SignedStep {
  return signedSteps.some((one) => one === kind)
}

/** Where typing begins. */
function firstField(kind: IncidentStepKind): keyof StepValues {
  if (kind === 'assigned') return 'verifier'
  return kind === 'confirmed' ? 'category' : 'text'
}

function categoryOf({ category }: StepValues): DeductionCategory | null {
  return category === undefined || category === 'none' ? null : category
}
