import { Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toFailure } from '#contract/failure.ts'
import type { ChosenScan } from '#contract/ipc/query.ts'
import type { UploadedScan } from '#contract/scan-findings.ts'
import { fileSize } from '#renderer/app/file-size.ts'
import { ScanFindingsText } from './scan-findings.tsx'
import { ScanPreview } from './scan-preview.tsx'
import type { UploadProgress } from './use-upload.ts'

interface ScanListProps {
  readonly scans: readonly ChosenScan[]
  readonly progress: ReadonlyMap<string, UploadProgress>
  /** What the service saw, by handle, and what it refused. */
  readonly seen: ReadonlyMap<string, UploadedScan>
  readonly failed: ReadonlyMap<string, Error>
  readonly quarterTurns: Readonly<Record<string, number>>
  readonly isUploading: boolean
  readonly onTurn: (handle: string) => void
  readonly onMove: (from: number, to: number) => void
  readonly onRemove: (handle: string) => void
}

/** The chosen files in page order, each with what speaks against it or how far its upload is. */
export function ScanList(props: ScanListProps) {
  const { scans, progress, seen, failed, quarterTurns, isUploading, onTurn, onMove, onRemove } = props
  const { t } = useTranslation()
  const [shown, setShown] = useState<string>()
  const preview = scans.find(({ handle }) => handle === shown)
  const pagesShown = shown === undefined ? undefined : seen.get(shown)?.pages
  if (scans.length === 0) return <div className="muted">{t('consent.noScans')}</div>
  return (
    <>
      <ol className="scans">
        {scans.map(({ handle, fileName, ...scan }, index) => (
          <li key={handle} className="scan">
            <span className="muted figure">{index + 1}</span>
            <span className="scan-name" title={fileName}>
              {fileName}
            </span>
            <span>
              <FileButton
                text="consent.preview"
                label="consent.previewFile"
                name={fileName}
                isOff={!seen.has(handle)}
                onPress={() => setShown(handle)}
              />
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
              <ScanDetail
                scan={{ handle, fileName, ...scan }}
                progress={progress.get(handle)}
                seen={seen.get(handle)}
                failure={failed.get(handle)}
              />
            </div>
          </li>
        ))}
      </ol>
      {preview && pagesShown !== undefined && (
        <ScanPreview
          scan={preview}
          pages={pagesShown}
          quarterTurns={quarterTurns[preview.handle] ?? 0}
          onTurn={() => onTurn(preview.handle)}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  )
}

interface ScanDetailProps {
  readonly scan: ChosenScan
  readonly progress: UploadProgress | undefined
  readonly seen: UploadedScan | undefined
  readonly failure: Error | undefined
}

function ScanDetail({ scan, progress, seen, failure }: ScanDetailProps) {
  const { t } = useTranslation()
  if (scan.refusal) return <span className="refusal">{t(`terms.scanRefusal.${scan.refusal}`)}</span>
  const size = [scan.mediaType && t(`terms.scanKind.${scan.mediaType}`), fileSize(scan.bytes)]
    .filter(Boolean)
    .join(' · ')
  if (seen)
    return (
      <>
        <span className="muted figure">
          {size} · {t('consent.pages', { count: seen.pages })}
        </span>
        <ScanFindingsText seen={seen} />
      </>
    )
  if (failure) {
    const code = toFailure(failure).code
    return (
      <span className="refusal">
        {t(`failure.${code}.what`)}。{t(`failure.${code}.next`)}
      </span>
    )
  }
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
  readonly text: 'consent.preview' | 'consent.moveUp' | 'consent.moveDown' | 'consent.remove'
  readonly label: `${FileButtonProps['text']}File`
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
