import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Finding, findingStates, findingTopics } from '#contract/finding.ts'
import { listFindings } from '#contract/ipc/audit-desk.ts'
import { toDoChanged } from '#contract/ipc/to-do.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { query } from '#renderer/query.ts'
import { FindingDrawer } from './finding-drawer.tsx'
import { FindingForm } from './finding-form.tsx'

const colours = { open: 'orange', remedied: 'blue', closed: 'green' } as const

/** What auditors found: they raise and close, institutions remedy. */
export function FindingsScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { user } = useSession()
  const { data = [], isPending, error } = useQuery(query(listFindings, {}))
  const [openId, setOpenId] = useState<string>()
  const [isRaising, setRaising] = useState(false)
  const refresh = () => void client.invalidateQueries({ queryKey: [listFindings.name] })
  useAnnouncement(toDoChanged, refresh)
  const opened = data.find(({ id }) => id === openId)
  const isAuditor = user.role === 'auditor'

  return (
    <div className="stack">
      <ScreenTitle title={t('finding.title')}>
        <p>{t(isAuditor ? 'finding.hintAuditor' : 'finding.hintInstitution')}</p>
      </ScreenTitle>
      <FailureAlert error={error} />
      <Card size="small">
        <DataTable
          title={t('finding.title')}
          rows={data}
          columns={columns(t, setOpenId)}
          rowKey={({ id }) => id}
          textOf={(row) => textOf(t, row)}
          isLoading={isPending}
          empty={t(isAuditor ? 'finding.noneAuditor' : 'finding.noneInstitution')}
          onOpen={({ id }) => setOpenId(id)}
          tools={
            isAuditor && (
              <Button type="primary" size="small" onClick={() => setRaising(true)}>
                {t('finding.raise')}
              </Button>
            )
          }
        />
      </Card>
      {opened && <FindingDrawer finding={opened} onChanged={refresh} onClose={() => setOpenId(undefined)} />}
      {isRaising && (
        <FindingForm
          onDone={() => {
            setRaising(false)
            refresh()
          }}
          onClose={() => setRaising(false)}
        />
      )}
    </div>
  )
}

function textOf(t: TFunction, { institution, topic, steps, state, raisedBy }: Finding): string {
  return [institution, t(`finding.topic.${topic}`), steps[0]?.text, t(`finding.state.${state}`), raisedBy].join(' ')
}

function columns(t: TFunction, onOpen: (id: string) => void): TableColumnsType<Finding> {
  return [
    {
      key: 'dueOn',
      title: t('finding.dueOn'),
      width: 170,
      className: 'figure',
      render: (_, { dueOn, isOverdue }) => (
        <>
          {dueOn} {isOverdue && <Tag color="red">{t('finding.overdue')}</Tag>}
        </>
      ),
      sorter: (a, b) => a.dueOn.localeCompare(b.dueOn),
      defaultSortOrder: 'ascend',
    },
    {
      key: 'state',
      title: t('finding.stateTitle'),
      width: 110,
      render: (_, { state }) => <Tag color={colours[state]}>{t(`finding.state.${state}`)}</Tag>,
      filters: findingStates.map((value) => ({ value, text: t(`finding.state.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'topic',
      title: t('finding.topicTitle'),
      width: 120,
      render: (_, { topic }) => t(`finding.topic.${topic}`),
      filters: findingTopics.map((value) => ({ value, text: t(`finding.topic.${value}`) })),
      onFilter: (value, { topic }) => topic === value,
    },
    {
      key: 'institution',
      title: t('finding.institution'),
      width: 130,
      className: 'figure',
      dataIndex: 'institution',
      sorter: (a, b) => a.institution.localeCompare(b.institution),
    },
    { key: 'text', title: t('finding.text'), ellipsis: true, render: (_, { steps }) => steps[0]?.text },
    { key: 'raisedBy', title: t('finding.raisedBy'), width: 110, className: 'figure', dataIndex: 'raisedBy' },
    {
      key: 'action',
      title: t('finding.action'),
      width: 90,
      render: (_, { id }) => (
        <Button type="link" size="small" onClick={() => onOpen(id)}>
          {t('finding.open')}
        </Button>
      ),
    },
  ]
}
