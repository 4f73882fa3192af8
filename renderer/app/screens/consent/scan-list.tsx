import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ChosenScan } from '#contract/ipc/query.ts'
import { fileSize } from '#renderer/app/file-size.ts'
import type { UploadProgress } from './use-upload.ts'

interface ScanListProps {
  readonly scans: readonly ChosenScan[]
  readonly progress: ReadonlyMap<string, UploadProgress>
  readonly isUploading: boolean
  readonly onMove: (from: number, to: number) => void
  readonly onRemove: (handle: string) => void
}

/** The chosen files in page order, each with what speaks against it or how far its upload is. */
export function ScanList({ scans, progress, isUploading, onMove, onRemove }: ScanListProps) {
  const { t } = useTranslation()
  if (scans.length === 0) return <div className="muted">{t('consent.noScans')}</div>
  return (
    <ol className="scans">
      {scans.map(({ handle, fileName, ...scan }, index) => (
        <li key={handle} className="scan">
          <span className="muted figure">{index + 1}</span>
          <span className="scan-name" title={fileName}>
            {fileName}
          </span>
          <span>
            <FileButton
              text="consent.moveUp"
              label="consent.moveUpFile"
              name={fileName}
              isOff={isUploading || index === 0}
              onPress={() => onMove(index, index - 1)}
            />
            <FileButton
              text="consent.moveDown"
              label="consent.moveDownFile"
              name={fileName}
              isOff={isUploading || index === scans.length - 1}
              onPress={() => onMove(index, index + 1)}
            />
            <FileButton
              text="consent.remove"
              label="consent.removeFile"
              name={fileName}
              isOff={isUploading}
              onPress={() => onRemove(handle)}
            />
          </span>
          <div className="scan-detail">
            <ScanDetail scan={{ handle, fileName, ...scan }} progress={progress.get(handle)} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function ScanDetail({ scan, progress }: { scan: ChosenScan; progress: UploadProgress | undefined }) {
  const { t } = useTranslation()
  if (scan.refusal) return <span className="refusal">{t(`terms.scanRefusal.${scan.refusal}`)}</span>
  const size = [scan.mediaType && t(`terms.scanKind.${scan.mediaType}`), fileSize(scan.bytes)]
    .filter(Boolean)
    .join(' · ')
  if (!progress) return <span className="muted figure">{size}</span>
  const percent = progress.state === 'done' ? 100 : Math.floor((progress.sentBytes / progress.totalBytes) * 100)
  return (
    <>
      <Progress
        size="small"
        percent={percent}
        status={barStatus[progress.state]}
        aria-label={`${t('consent.progress')} ${scan.fileName}`}
      />
      {progress.state === 'failed' && (
        <span className="refusal">
          {t('consent.uploadFailed', { what: t(`failure.${progress.failure?.code ?? 'unexpected'}.what`) })}
        </span>
      )}
    </>
  )
}

const barStatus = { sending: 'active', done: 'success', failed: 'exception' } as const

interface FileButtonProps {
  readonly text: 'consent.moveUp' | 'consent.moveDown' | 'consent.remove'
  readonly label: 'consent.moveUpFile' | 'consent.moveDownFile' | 'consent.removeFile'
  readonly name: string
  readonly isOff: boolean
  readonly onPress: () => void
}

function FileButton({ text, label, name, isOff, onPress }: FileButtonProps) {
  const { t } = useTranslation()
  return (
    <Button type="link" size="small" disabled={isOff} aria-label={t(label, { name })} onClick={onPress}>
      {t(text)}
    </Button>
  )
}
