import { useMutation } from '@tanstack/react-query'
import { Button, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refuseWorkstation, revokeWorkstation } from '#contract/ipc/workstation.ts'
import type { WorkstationReason } from '#contract/workstation.ts'
import type { WorkstationDetail } from '#contract/workstation-administration.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'

interface OutOfUsePanelProps {
  readonly workstation: WorkstationDetail
  readonly onDone: () => void
}

const refusalReasons = ['not-ours', 'wrong-institution', 'wrong-number', 'suspicious'] as const
const revocationReasons = ['replaced', 'moved', 'unused', 'lost', 'stolen', 'suspicious'] as const

/** Turns a request down or takes a PC out of use, with a reason that the person at the PC reads. */
export function OutOfUsePanel({ workstation: { id, number, status }, onDone }: OutOfUsePanelProps) {
  const { t } = useTranslation()
  const isPending = status === 'pending'
  const [reason, setReason] = useState<WorkstationReason>()
  const ending = useMutation({
    mutationFn: (given: WorkstationReason) =>
      invoke(isPending ? refuseWorkstation : revokeWorkstation, { params: { id }, body: { reason: given } }),
    onSuccess: onDone,
  })
  const verb = isPending ? 'refuse' : 'revoke'

  return (
    <div>
      <h2 className="section">{t(`workstations.${verb}Section`)}</h2>
      <FailureAlert error={ending.error} />
      <div className="row">
        <Select<WorkstationReason>
          style={{ width: 260 }}
          aria-label={t('workstations.reason')}
          placeholder={t('workstations.reasonPlaceholder')}
          value={reason ?? null}
          options={(isPending ? refusalReasons : revocationReasons).map((value) => ({
            value,
            label: t(`workstation-reason.${value}.name`),
          }))}
          onChange={setReason}
        />
        <Popconfirm
          title={t(`workstations.${verb}Confirm`, { number })}
          okText={t(`workstations.${verb}`)}
          cancelText={t('workstations.cancel')}
          disabled={!reason}
          onConfirm={() => reason && ending.mutate(reason)}
        >
          <Button danger disabled={!reason} loading={ending.isPending}>
            {t(`workstations.${verb}`)}
          </Button>
        </Popconfirm>
      </div>
      {reason && (
        <p className="muted">{t('workstations.reasonShown', { text: t(`workstation-reason.${reason}.what`) })}</p>
      )}
    </div>
  )
}
