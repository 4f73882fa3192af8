import { useMutation } from '@tanstack/react-query'
import { Button, Input, Popconfirm, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { completeDecision } from '#contract/ipc/meeting.ts'
import { CompletionNote, type Meeting, type MeetingDecision } from '#contract/meeting.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiDay } from '#renderer/shanghai-time.ts'

interface DecisionTableProps {
  readonly meetings: readonly Meeting[]
  readonly isLoading: boolean
  readonly canComplete: boolean
  readonly onChanged: () => void
}

type Row = MeetingDecision & { readonly institution: Meeting['institution'] }

const colours = { open: 'blue', overdue: 'red', done: 'green', 'done-late': 'orange' } as const
const standings = ['open', 'overdue', 'done', 'done-late'] as const

/** Every decision with its owner, tracked until it is done. */
export function DecisionTable({ meetings, isLoading, canComplete, onChanged }: DecisionTableProps) {
  const { t } = useTranslation()
  const completing = useMutation({
    mutationFn: ({ id, note }: { id: string; note: string }) =>
      invoke(completeDecision, { params: { id }, body: { note } }),
    onSuccess: onChanged,
  })
  const rows = meetings.flatMap(({ decisions, institution }) => decisions.map((one): Row => ({ ...one, institution })))
  const columns: TableColumnsType<Row> = [
    { key: 'text', title: t('meeting.decision'), render: (_, { text }) => text },
    {
      key: 'institution',
      title: t('meeting.institution'),
      render: (_, { institution }) => institution.name,
      sorter: (a, b) => a.institution.code.localeCompare(b.institution.code),
    },
    {
      key: 'owner',
      title: t('meeting.owner'),
      render: (_, { owner, ownerName }) => `${ownerName} ${owner}`,
      sorter: (a, b) => a.owner.localeCompare(b.owner),
    },
    {
      key: 'dueOn',
      title: t('meeting.dueOn'),
      width: 110,
      className: 'figure',
      render: (_, { dueOn }) => dueOn,
      sorter: (a, b) => a.dueOn.localeCompare(b.dueOn),
      defaultSortOrder: 'ascend',
    },
    {
      key: 'standing',
      title: t('meeting.stateTitle'),
      width: 120,
      render: (_, { standing }) => <Tag color={colours[standing]}>{t(`meeting.decisionStanding.${standing}`)}</Tag>,
      filters: standings.map((value) => ({ value, text: t(`meeting.decisionStanding.${value}`) })),
      onFilter: (value, { standing }) => standing === value,
    },
    {
      key: 'completion',
      title: t('meeting.completion'),
      render: (_, { id, text, completion }) =>
        completion ? (
          <>
            {completion.note} <span className="muted figure">{`${completion.by} ${shanghaiDay(completion.at)}`}</span>
          </>
        ) : (
          canComplete && (
            <CompletionButton
              text={text}
              isBusy={completing.isPending}
              onComplete={(note) => completing.mutate({ id, note })}
            />
          )
        ),
    },
  ]
  return (
    <>
      <FailureAlert error={completing.error} />
      <DataTable
        rows={rows}
        columns={columns}
        rowKey={({ id }) => id}
        textOf={({ text, owner, ownerName, institution, standing }) =>
          `${text} ${owner} ${ownerName} ${institution.name} ${t(`meeting.decisionStanding.${standing}`)}`
        }
        isLoading={isLoading}
        empty={t('meeting.noDecisions')}
      />
    </>
  )
}

interface CompletionButtonProps {
  readonly text: string
  readonly isBusy: boolean
  readonly onComplete: (note: string) => void
}

function CompletionButton({ text, isBusy, onComplete }: CompletionButtonProps) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  return (
    <Popconfirm
      title={t('meeting.completeAsk')}
      description={
        <Input.TextArea
          rows={2}
          maxLength={1000}
          aria-label={t('meeting.completionNote')}
          placeholder={t('meeting.completionNote')}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      }
      okText={t('meeting.complete')}
      okButtonProps={{ disabled: !CompletionNote.safeParse(note).success }}
      cancelText={t('meeting.cancel')}
      onConfirm={() => onComplete(note.trim())}
    >
      <Button size="small" loading={isBusy} aria-label={t('meeting.completeOf', { text })}>
        {t('meeting.complete')}
      </Button>
    </Popconfirm>
  )
}
