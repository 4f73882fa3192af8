import { Button, Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxScansPerConsent } from '#contract/consent.ts'
import { toFailure } from '#contract/failure.ts'
import type { SubjectKind } from '#contract/purpose.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { missingOf } from './scan-findings.tsx'
import { ScanList } from './scan-list.tsx'
import type { useFindings } from './use-findings.ts'
import type { useScans } from './use-scans.ts'
import type { useUpload } from './use-upload.ts'

interface ScansCardProps {
  /** What belongs to a consent depends on who signs it. */
  readonly kind: SubjectKind
  readonly scans: ReturnType<typeof useScans>
  readonly findings: ReturnType<typeof useFindings>
  readonly upload: ReturnType<typeof useUpload>
}

/** The files of the signed form and the button that sends them; stands inside the form. */
export function ScansCard({ kind, scans: { scans, ...files }, findings, upload }: ScansCardProps) {
  const { t } = useTranslation()
  const [isOver, setIsOver] = useState(false)
  const isFull = scans.length >= maxScansPerConsent
  const obstacle = findObstacle(scans, findings.failed)
  const missing = missingOf([...findings.seen.values()])
  return (
    <Card
      className={isOver ? 'side drop-target' : 'side'}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setIsOver(false)
        if (!upload.isPending) files.drop([...event.dataTransfer.files])
      }}
    >
      <div className="stack">
        <h2 className="section">{t('consent.scansSection')}</h2>
        <div className="row">
          <Button loading={files.isChoosing} disabled={isFull || upload.isPending} onClick={files.choose}>
            {t(scans.length === 0 ? 'consent.chooseScans' : 'consent.addScans')}
          </Button>
          {files.isCut && <span className="refusal">{t('consent.tooManyScans', { max: maxScansPerConsent })}</span>}
        </div>
        <div>{t(`consent.materials.${kind}`)}</div>
        <div className="muted">{t('consent.scansHint', { max: maxScansPerConsent })}</div>
        <FailureAlert error={files.error} />
        <ScanList
          scans={scans}
          progress={upload.progress}
          seen={findings.seen}
          failed={findings.failed}
          quarterTurns={files.quarterTurns}
          isUploading={upload.isPending}
          onTurn={(handle) => {
            files.turn(handle)
            upload.renew()
          }}
          onMove={(from, to) => {
            files.move(from, to)
            upload.renew()
          }}
          onRemove={(handle) => {
            files.remove(handle)
            upload.renew()
          }}
        />
        {missing && <div className="caution">{t(`consent.${missing}`)}</div>}
        <FailureAlert error={upload.error} />
        <div className="row">
          <Button type="primary" htmlType="submit" loading={upload.isPending} disabled={obstacle !== undefined}>
            {t(upload.isPending ? 'consent.uploading' : 'consent.upload')}
          </Button>
          {obstacle && <span className="muted">{t(`consent.${obstacle}`)}</span>}
        </div>
      </div>
    </Card>
  )
}

function findObstacle(
  scans: ScansCardProps['scans']['scans'],
  failed: ReadonlyMap<string, Error>,
): 'scansMissing' | 'scansRefused' | undefined {
  if (scans.length === 0) return 'scansMissing'
  const isRefused = scans.some(({ handle, refusal }) => refusal !== null || isRefusal(failed.get(handle)))
  return isRefused ? 'scansRefused' : undefined
}

/** What the service refused stays refused; a line that broke is tried again. */
function isRefusal(error: Error | undefined): boolean {
  return error !== undefined && toFailure(error).code.startsWith('scan-')
}
