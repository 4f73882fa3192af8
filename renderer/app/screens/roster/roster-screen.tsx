import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Popconfirm, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addDutyEntry, readDutyRoster, removeDutyEntry } from '#contract/ipc/release.ts'
import type { DutyEntry, DutyRoster } from '#contract/release.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { RosterForm } from './roster-form.tsx'

/** Who can release when at this institution; administrators enter it, approvers look. */
export function RosterScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { user } = useSession()
  const canEdit = user.role === 'institution-administrator'
  const found = useQuery(query(readDutyRoster, {}))
  const onSuccess = (roster: DutyRoster) => client.setQueryData([readDutyRoster.name, {}], roster)
  const adding = useMutation({ mutationFn: (entry: DutyEntry) => invoke(addDutyEntry, { body: entry }), onSuccess })
  const removing = useMutation({ mutationFn: (id: string) => invoke(removeDutyEntry, { params: { id } }), onSuccess })
  const nameOf = (employeeId: string) =>
    found.data?.approvers.find((approver) => approver.employeeId === employeeId)?.name ?? ''

  return (
    <div className="stack">
      <ScreenTitle title={t('release.roster.title')}>
        <p>{t('release.roster.intro')}</p>
      </ScreenTitle>
      <FailureAlert error={found.error ?? adding.error ?? removing.error} />
      {canEdit && found.data && (
        <Card size="small">
          {found.data.approvers.length === 0 ? (
            t('release.roster.noApprovers')
          ) : (
            <RosterForm
              approvers={found.data.approvers}
              isBusy={adding.isPending}
              onAdd={(entry) => adding.mutate({ id: crypto.randomUUID(), ...entry })}
            />
          )}
        </Card>
      )}
      <Card size="small">
        <DataTable<DutyEntry>
          rows={found.data?.entries ?? []}
          isLoading={found.isPending}
          rowKey={({ id }) => id}
          textOf={({ employeeId }) => `${employeeId} ${nameOf(employeeId)}`}
          columns={columns(t, nameOf, canEdit ? (id) => removing.mutate(id) : undefined)}
          empty={t('release.roster.empty')}
        />
      </Card>
    </div>
  )
}

function columns(
  t: TFunction,
  nameOf: (employeeId: string) => string,
  onRemove: ((id: string) => void) | undefined,
): TableColumnsType<DutyEntry> {
  return [
    {
      key: 'approver',
      title: t('release.roster.approver'),
      render: (_, { employeeId }) => (
        <>
          {nameOf(employeeId)} <span className="muted">{employeeId}</span>
        </>
      ),
      sorter: (a, b) => a.employeeId.localeCompare(b.employeeId),
    },
    {
      key: 'kind',
      title: t('release.roster.kind'),
      render: (_, { isDeputy, from }) => (
        <>
          <Tag>{t(isDeputy ? 'release.roster.deputy' : 'release.roster.primary')}</Tag>
          {Date.parse(from) <= Date.now() && <Tag color="green">{t('release.roster.now')}</Tag>}
        </>
      ),
      filters: [false, true].map((value) => ({
        value,
        text: t(value ? 'release.roster.deputy' : 'release.roster.primary'),
      })),
      onFilter: (value, { isDeputy }) => isDeputy === value,
    },
    {
      key: 'from',
      title: t('release.roster.from'),
      className: 'figure',
      render: (_, { from }) => shanghaiMoment(from),
      sorter: (a, b) => a.from.localeCompare(b.from),
      defaultSortOrder: 'ascend',
    },
    {
      key: 'until',
      title: t('release.roster.until'),
      className: 'figure',
      render: (_, { until }) => shanghaiMoment(until),
      sorter: (a, b) => a.until.localeCompare(b.until),
    },
    ...(onRemove
      ? [
          {
            key: 'action',
            title: t('release.action'),
            width: 96,
            render: (_: unknown, { id }: DutyEntry) => (
              <Popconfirm
                title={t('release.roster.confirmRemove')}
                okText={t('release.roster.remove')}
                cancelText={t('signing.cancel')}
                onConfirm={() => onRemove(id)}
              >
                <Button size="small">{t('release.roster.remove')}</Button>
              </Popconfirm>
            ),
          },
        ]
      : []),
  ]
}
