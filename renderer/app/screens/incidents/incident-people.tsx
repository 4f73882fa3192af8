import { useQuery } from '@tanstack/react-query'
import type { TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { HoldersOfInstitution } from '#contract/duty.ts'
import type { Incident, SubjectViewing } from '#contract/incident.ts'
import { listSubjectViewings } from '#contract/ipc/incident.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

/** Who answered for the institution and every level above on the day. */
export function HolderTable({ holders }: { holders: readonly HoldersOfInstitution[] }) {
  const { t } = useTranslation()
  return (
    <dl className="classes">
      {holders.map(({ code, name, holders: held }) => (
        <div key={code}>
          <dt>{name}</dt>
          <dd>
            {held.length === 0 && <span className="muted">{t('incident.noHolders')}</span>}
            {held.map((holder) => (
              <div key={`${holder.class} ${holder.employeeId}`}>
                {t(`institution.class.${holder.class}`)} <b>{holder.name}</b> {holder.employeeId}
              </div>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Everybody who looked at a report about the same subject. */
export function ViewingTable({ id }: { id: Incident['id'] }) {
  const { t } = useTranslation()
  const viewings = useQuery({ ...query(listSubjectViewings, { params: { id } }), staleTime: 60_000 })
  return (
    <>
      <FailureAlert error={viewings.error} />
      <DataTable
        rows={viewings.data ?? []}
        columns={viewingColumns(t)}
        rowKey={({ queryId, openedAt }) => `${queryId} ${openedAt}`}
        textOf={({ name, employeeId, workstation, viewId }) => [name, employeeId, workstation, viewId].join(' ')}
        isLoading={viewings.isPending}
        empty={t('incident.noViewings')}
        title={t('incident.viewings')}
      />
    </>
  )
}

function viewingColumns(t: TFunction): TableColumnsType<SubjectViewing> {
  return [
    {
      key: 'openedAt',
      title: t('incident.openedAt'),
      className: 'figure',
      render: (_, { openedAt }) => shanghaiMoment(openedAt),
      sorter: (a, b) => a.openedAt.localeCompare(b.openedAt),
      defaultSortOrder: 'descend',
    },
    { key: 'who', title: t('incident.person'), render: (_, { name, employeeId }) => `${name} ${employeeId}` },
    { key: 'institution', title: t('incident.institution'), dataIndex: 'institution', className: 'figure' },
    { key: 'workstation', title: t('incident.workstation'), dataIndex: 'workstation', className: 'figure' },
    { key: 'viewId', title: t('incident.viewId'), className: 'figure', render: (_, { viewId }) => viewId ?? '' },
  ]
}
