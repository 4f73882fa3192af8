import { useMutation } from '@tanstack/react-query'
import { Button, type FormInstance } from 'antd'
import { useTranslation } from 'react-i18next'
import { saveConsentForm } from '#contract/ipc/consent-draft.ts'
import { ConsentFormId } from '#contract/values.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { subjectOf } from '#renderer/app/subject-values.ts'
import { invoke } from '#renderer/bridge.ts'
import type { ConsentFormValues } from './use-upload.ts'

/** Saves a form filled in with what stands on the screen, to be printed and signed; its scan finds it again. */
export function FormButton({ form }: { form: FormInstance<ConsentFormValues> }) {
  const { t } = useTranslation()
  const saving = useMutation({
    mutationFn: async () => {
      const { reference, subject, purposes } = await form.validateFields(['reference', 'subject', 'purposes'], {
        recursive: true,
      })
      return invoke(saveConsentForm, {
        id: ConsentFormId.parse(crypto.randomUUID()),
        businessReference: reference,
        subject: subjectOf(subject),
        purposes,
      })
    },
  })
  const isFieldMissing = saving.error !== null && 'errorFields' in saving.error
  return (
    <div className="stack">
      <div className="row">
        <Button loading={saving.isPending} onClick={() => saving.mutate()}>
          {t('consent.printForm')}
        </Button>
        <span className="muted">
          {saving.data?.fileName ? t('consent.formSaved', { name: saving.data.fileName }) : t('consent.printFormHint')}
        </span>
      </div>
      {!isFieldMissing && <FailureAlert error={saving.error} />}
    </div>
  )
}
