import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Drawer, Popconfirm, Space, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CircularDraft } from '#contract/circular.ts'
import { AppError } from '#contract/failure.ts'
import { discardCircularDraft, keepCircularDraft, publishCircular, readCircular } from '#contract/ipc/circular.ts'
import { listInstitutions } from '#contract/ipc/institution.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useAttachments } from '#renderer/app/hooks/use-attachments.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { CircularFields, type DraftValues, emptyDraft } from './circular-fields.tsx'
import { useKeepDraft } from './use-keep-draft.ts'

interface CircularEditorProps {
  readonly id: string
  /** The circular in force that the new one takes the place of. */
  readonly supersedes?: string
  readonly onClose: () => void
}

/** Writes a circular. What is typed is kept by the service as a draft, a moment after the last key. */
export function CircularEditor({ id, supersedes, onClose }: CircularEditorProps) {
  const { t } = useTranslation()
  const from = supersedes ?? id
  const stored = useQuery({ ...query(readCircular, { params: { id: from } }), staleTime: 0, gcTime: 0 })
  const isNew = stored.error instanceof AppError && stored.error.code === 'not-found'
  const isReady = isNew || (stored.data !== undefined && !stored.isFetching)
  const start: DraftValues = stored.data ? { ...stored.data } : emptyDraft
  return (
    <Drawer open size={1040} title={t('circular.write')} onClose={onClose} closable={false} footer={null}>
      {!isNew && <FailureAlert error={stored.error} />}
      {!isReady && !stored.isError && <Spin className="screen-wait" />}
      {isReady && (
        <Draft id={id} supersedes={supersedes ?? stored.data?.supersedes ?? null} start={start} onClose={onClose} />
      )}
    </Drawer>
  )
}

interface DraftProps {
  readonly id: string
  readonly supersedes: string | null
  readonly start: DraftValues
  readonly onClose: () => void
}

function Draft({ id, supersedes, start, onClose }: DraftProps) {
  const { t } = useTranslation()
  const [values, setValues] = useState(start)
  const institutions = useQuery(query(listInstitutions, {}))
  const attachments = useAttachments()
  const { title, body, targets, audience, dueOn } = values
  const draft = CircularDraft.parse({ id, supersedes, title, body, targets, audience, dueOn })
  const keep = () => invoke(keepCircularDraft, { body: draft })
  const kept = useKeepDraft(draft, keep)
  const publishing = useMutation({
    mutationFn: async () => {
      await keep()
      return invoke(publishCircular, { params: { id }, body: { attachments: [...attachments.files] } })
    },
    onSuccess: onClose,
  })
  const discarding = useMutation({
    mutationFn: async () => {
      await kept.settle()
      await invoke(discardCircularDraft, { params: { id } }).catch((error: unknown) => {
        // Nothing was typed: nothing is there to be thrown away.
        if (!(error instanceof AppError && error.code === 'not-found')) throw error
      })
    },
    onSuccess: onClose,
  })
  const leave = async () => {
    await kept.settle()
    onClose()
  }

  return (
    <div className="stack">
      <span className="row editor-bar">
        <span className="muted" aria-live="polite">
          {t(`circular.draftState.${kept.state}`)}
        </span>
        <Space>
          <Button onClick={() => void leave()}>{t('circular.close')}</Button>
          <Popconfirm
            title={t('circular.discardAsk')}
            okText={t('circular.discard')}
            okButtonProps={{ danger: true }}
            cancelText={t('circular.cancel')}
            onConfirm={() => discarding.mutate()}
          >
            <Button danger loading={discarding.isPending}>
              {t('circular.discard')}
            </Button>
          </Popconfirm>
          <Popconfirm
            title={t(supersedes ? 'circular.publishSupersedingAsk' : 'circular.publishAsk')}
            okText={t('circular.publish')}
            cancelText={t('circular.cancel')}
            onConfirm={() => publishing.mutate()}
          >
            <Button type="primary" loading={publishing.isPending} disabled={attachments.isBusy}>
              {t('circular.publish')}
            </Button>
          </Popconfirm>
        </Space>
      </span>
      <FailureAlert error={publishing.error ?? discarding.error ?? kept.error} />
      {publishing.error instanceof AppError && publishing.error.fields.length > 0 && (
        <span className="refusal">
          {t('circular.missing', { fields: publishing.error.fields.map((field) => nameOfField(field)).join('、') })}
        </span>
      )}
      <CircularFields
        values={values}
        institutions={institutions.data ?? []}
        attachments={attachments}
        onChange={(change) => setValues((known) => ({ ...known, ...change }))}
      />
    </div>
  )

  function nameOfField(field: string): string {
    if (field === 'title') return t('circular.titleLabel')
    if (field === 'body') return t('circular.text')
    if (field === 'targets') return t('circular.targets')
    if (field === 'audience') return t('circular.audience')
    return t('circular.dueOn')
  }
}
