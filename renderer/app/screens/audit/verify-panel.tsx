import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type BundleFile,
  type BundleRefusal,
  bundleFiles,
  bundleProgress,
  type ChosenBundleFiles,
  chooseBundleFile,
  forgetBundleFile,
  saveVerdict,
  verifyChosenBundle,
} from '#contract/ipc/audit-desk.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { invoke } from '#renderer/bridge.ts'
import { BundleReader } from './bundle-reader.tsx'
import { VerdictCard } from './verdict-card.tsx'

/** Verifies and reads a bundle with the files at hand; nothing is asked of the network. */
export function VerifyPanel() {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<ChosenBundleFiles>({})
  const [progress, setProgress] = useState<{ done: number; total: number }>()
  useAnnouncement(bundleProgress, setProgress)
  const verifying = useMutation({
    mutationFn: () => invoke(verifyChosenBundle, {}),
    onSettled: () => setProgress(undefined),
  })
  const saving = useMutation({ mutationFn: () => invoke(saveVerdict, {}) })
  const change = (next: ChosenBundleFiles) => {
    setChosen(next)
    verifying.reset()
    saving.reset()
  }
  const isReady = (['bundle', 'identity', 'trust'] as const).every((file) => chosen[file] !== undefined)
  const { verdict, refusal } = verifying.data ?? {}

  return (
    <div className="stack">
      <p className="muted">{t('auditDesk.verifyHint')}</p>
      <div className="bundle-files">
        {bundleFiles.map((file) => (
          <FileRow key={file} file={file} name={chosen[file]} isRefused={refusal?.file === file} onChange={change} />
        ))}
      </div>
      <span className="row">
        <Button type="primary" disabled={!isReady} loading={verifying.isPending} onClick={() => verifying.mutate()}>
          {t('auditDesk.verify')}
        </Button>
        {verdict && (
          <Button loading={saving.isPending} onClick={() => saving.mutate()}>
            {t('auditDesk.saveVerdict')}
          </Button>
        )}
        {!isReady && <span className="muted">{t('auditDesk.filesMissing')}</span>}
      </span>
      {progress && <Progress percent={Math.round((progress.done / Math.max(1, progress.total)) * 100)} />}
      <FailureAlert error={verifying.error ?? saving.error} />
      {saving.data?.isSaved && <Alert type="success" showIcon title={t('auditDesk.verdictSaved')} />}
      {refusal && <Refused refusal={refusal} />}
      {verdict && (
        <>
          <VerdictCard verdict={verdict} />
          <BundleReader key={verdict.verifiedAt} verdict={verdict} />
        </>
      )}
    </div>
  )
}

interface FileRowProps {
  readonly file: BundleFile
  readonly name: string | undefined
  readonly isRefused: boolean
  readonly onChange: (chosen: ChosenBundleFiles) => void
}

function FileRow({ file, name, isRefused, onChange }: FileRowProps) {
  const { t } = useTranslation()
  const choosing = useMutation({ mutationFn: () => invoke(chooseBundleFile, { file }), onSuccess: onChange })
  const forgetting = useMutation({ mutationFn: () => invoke(forgetBundleFile, { file }), onSuccess: onChange })
  const label = t(`auditDesk.file.${file}`)
  return (
    <>
      <span>{label}</span>
      <span className={`${name === undefined || isRefused ? 'muted' : ''} breakable`}>
        {name ?? t(`auditDesk.fileHint.${file}`)}
      </span>
      <span className="row row-tight">
        <Button size="small" aria-label={t('auditDesk.chooseOf', { file: label })} onClick={() => choosing.mutate()}>
          {t('auditDesk.choose')}
        </Button>
        {file === 'seen' && name !== undefined && (
          <Button size="small" type="text" onClick={() => forgetting.mutate()}>
            {t('auditDesk.forget')}
          </Button>
        )}
      </span>
    </>
  )
}

function Refused({ refusal: { file, why } }: { readonly refusal: BundleRefusal }) {
  const { t } = useTranslation()
  return (
    <Alert
      type="error"
      showIcon
      title={t(`auditDesk.refusal.${why}`, { file: t(`auditDesk.file.${file}`) })}
      description={t(`auditDesk.refusalNext.${why}`)}
    />
  )
}
