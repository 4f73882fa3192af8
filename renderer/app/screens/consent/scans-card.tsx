import { Button, Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { maxScansPerConsent } from '#contract/consent.ts'
import type { SubjectKind } from '#contract/purpose.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScanList } from './scan-list.tsx'
import type { useScans } from './use-scans.ts'
import type { useUpload } from './use-upload.ts'

interface ScansCardProps {
  /** What belongs to a consent depends on who signs it. */
  readonly kind: SubjectKind
  readonly scans: ReturnType<typeof useScans>
  readonly upload: ReturnType<typeof useUpload>
}

/** The files of the signed form and the button that sends them; stands inside the form. */
export function ScansCard({ kind, scans: { scans, ...files }, upload }: ScansCardProps) {
  const { t } = useTranslation()
  const isFull = scans.length >= maxScansPerConsent
  const obstacle = findObstacle(scans)
  return (
    <Card className="side">
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
          isUploading={upload.isPending}
          onMove={(from, to) => {
            files.move(from, to)
            upload.renew()
          }}
          onRemove={(handle) => {
            files.remove(handle)
            upload.renew()
          }}
        />
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

function findObstacle(scans: ScansCardProps['scans']['scans']): 'scansMissing' | 'scansRefused' | undefined {
  if (scans.length === 0) return 'scansMissing'
  return scans.some(({ refusal }) => refusal !== null) ? 'scansRefused' : undefined
}
