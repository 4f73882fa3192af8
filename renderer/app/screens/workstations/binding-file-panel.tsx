import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { saveBindingFile } from '#contract/ipc/enrolment-file.ts'
import { demandWorkstationKey } from '#contract/ipc/workstation.ts'
import type { WorkstationDetail } from '#contract/workstation-administration.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'

interface BindingFilePanelProps {
  readonly workstation: WorkstationDetail
  readonly mayDecide: boolean
  readonly onDone: () => void
}

/** Key and binding of a PC in use: the binding as a file to be carried there, and a new key. */
export function BindingFilePanel({ workstation: { id, isKeyDemanded }, mayDecide, onDone }: BindingFilePanelProps) {
  const { t } = useTranslation()
  const saving = useMutation({ mutationFn: () => invoke(saveBindingFile, { id }) })
  const demanding = useMutation({
    mutationFn: () => invoke(demandWorkstationKey, { params: { id } }),
    onSuccess: onDone,
  })
  const fileName = saving.data?.fileName
  return (
    <div>
      <h2 className="section">{t('workstations.bindingSection')}</h2>
      <p className="muted">{t('workstations.bindingHint')}</p>
      <FailureAlert error={saving.error ?? demanding.error} />
      {fileName && <Alert type="success" showIcon title={t('workstations.bindingSaved', { name: fileName })} />}
      <div className="row">
        <Button loading={saving.isPending} onClick={() => saving.mutate()}>
          {t('workstations.saveBinding')}
        </Button>
        {mayDecide && (
          <Button disabled={isKeyDemanded} loading={demanding.isPending} onClick={() => demanding.mutate()}>
            {t(isKeyDemanded ? 'workstations.keyDemanded' : 'workstations.demandKey')}
          </Button>
        )}
      </div>
    </div>
  )
}
