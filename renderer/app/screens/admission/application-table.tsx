import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type * as z from 'zod'
import { applicationStates } from '#contract/admission.ts'
import type { listApplications } from '#contract/ipc/admission.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { ApplicationDrawer } from './application-drawer.tsx'

export type ApplicationRow = z.output<typeof listApplications.output>[number]

interface ApplicationTableProps {
  readonly applications: readonly ApplicationRow[]
  readonly isLoading: boolean
  readonly onDecided: () => void
}

const colors = { pending: 'processing', approved: 'success', rejected: 'error', withdrawn: 'default' } as const

/** What waits for the caller stands first. */
export function ApplicationTable({ applications, isLoading, onDecided }: ApplicationTableProps) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<string>()
  const sorted = applications.toSorted((one, other) => Number(other.isMine) - Number(one.isMine))
  const application = applications.find(({ id }) => id === opened)
  return (
    <>
      <DataTable<ApplicationRow>
        rows={sorted}
        rowKey={({ id }) => id}
        textOf={(row) => `${row.name} ${row.employeeId} ${row.institution.name} ${t(`terms.userRole.${row.role}`)}`}
        isLoading={isLoading}
        empty={t('admission.noApplications')}
        onOpen={({ id }) => setOpened(id)}
        columns={[
          {
            key: 'person',
            title: t('admission.applicant'),
            render: (_, { name, employeeId }) => (
              <>
                {name} <span className="muted figure">{employeeId}</span>
              </>
            ),
          },
          { key: 'institution', title: t('user.institution'), render: (_, row) => row.institution.name },
          { key: 'role', title: t('user.role'), render: (_, { role }) => t(`terms.userRole.${role}`) },
          { key: 'score', title: t('admission.score'), dataIndex: 'score', width: 80, className: 'figure' },
          {
            key: 'state',
            title: t('admission.state'),
            render: (_, { state, level, levels }) => (
              <Tag color={colors[state]}>
                {state === 'pending' ? t('admission.pendingLevel', { level, levels }) : t(`admission.states.${state}`)}
              </Tag>
            ),
            filters: applicationStates.map((value) => ({ value, text: t(`admission.states.${value}`) })),
            onFilter: (value, { state }) => state === value,
          },
          {
            key: 'madeAt',
            title: t('admission.madeAt'),
            className: 'figure',
            render: (_, { madeAt }) => shanghaiMoment(madeAt),
          },
          {
            key: 'action',
            title: t('admission.action'),
            width: 100,
            render: (_, { id, isMine }) => (
              <Button size="small" type={isMine ? 'primary' : 'default'} onClick={() => setOpened(id)}>
                {t(isMine ? 'admission.decide' : 'admission.look')}
              </Button>
            ),
          },
        ]}
      />
      {application && (
        <ApplicationDrawer
          key={application.id}
          application={application}
          onDecided={() => {
            setOpened(undefined)
            onDecided()
          }}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  )
}
