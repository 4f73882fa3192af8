import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { acceptWorkstationHardware } from '#contract/ipc/workstation.ts'
import { hardwareOperation, type WorkstationDetail } from '#contract/workstation-administration.ts'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

interface HardwarePanelProps {
  readonly workstation: WorkstationDetail
  readonly mayDecide: boolean
  readonly onDone: () => void
}

/** What changed about the PC, in words; hardware that was refused can be accepted with a signature. */
export function HardwarePanel({ workstation, mayDecide, onDone }: HardwarePanelProps) {
  const { t } = useTranslation()
  const { sign, signingWindow } = useSigning()
  const { id, number, thumbprint, status, changedFactors, changedAt, refusedHardware } = workstation
  const names = (factors: readonly WorkstationDetail['changedFactors'][number][]) =>
    factors.map((name) => t(`hardware-factor.${name}`)).join(t('workstations.comma'))

  const ask = (changed: WorkstationDetail['changedFactors']) =>
    sign({
      operation: hardwareOperation(id, thumbprint, changed),
      summary: (
        <dl className="facts facts-narrow">
          <dt>{t('workstations.number')}</dt>
          <dd>{number}</dd>
          <dt>{t('workstations.changedParts')}</dt>
          <dd>{names(changed)}</dd>
        </dl>
      ),
      carryOut: (signature) => invoke(acceptWorkstationHardware, { params: { id }, body: { changed, signature } }),
      onDone,
    })

  return (
    <>
      {status === 'quarantined' && (
        <Alert
          type="error"
          showIcon
          title={t('workstations.quarantinedWhat')}
          description={t('workstations.quarantinedNext')}
        />
      )}
      {changedAt && changedFactors.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('workstations.smallChange', { at: shanghaiMoment(changedAt), parts: names(changedFactors) })}
        />
      )}
      {refusedHardware && (
        <Alert
          type="warning"
          showIcon
          title={
            refusedHardware.changed.length > 0
              ? t('workstations.largeChange', {
                  at: shanghaiMoment(refusedHardware.at),
                  parts: names(refusedHardware.changed),
                })
              : t('workstations.unreadable', {
                  at: shanghaiMoment(refusedHardware.at),
                  parts: names(refusedHardware.missing),
                })
          }
          description={t('workstations.largeChangeNext')}
          action={
            mayDecide &&
            status === 'approved' &&
            refusedHardware.changed.length > 0 && (
              <Button size="small" onClick={() => ask(refusedHardware.changed)}>
                {t('workstations.acceptHardware')}
              </Button>
            )
          }
        />
      )}
      {signingWindow}
    </>
  )
}
